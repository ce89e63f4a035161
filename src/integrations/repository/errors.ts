export type RepositoryErrorCode =
  /** The repository is gone, or was never made. */
  | 'repository_missing'
  /** The name belongs to another build by now. */
  | 'repository_of_another_build'
  /** No such branch or commit. */
  | 'commit_missing'
  /** Somebody else has moved the branch meanwhile; read it again and decide. */
  | 'branch_moved'
  /** A name, path, branch or time that cannot be used; a caller's mistake. */
  | 'repository_input'
  /** The folder to write to has files in it. */
  | 'folder_not_empty'
  /** Git is not installed. */
  | 'git_missing'
  /** Git failed in a way that is not foreseen; its own words are in the sentence. */
  | 'git_failed';

/** What went wrong with a repository, as a sentence for the person. */
export class RepositoryError extends Error {
  readonly code: RepositoryErrorCode;

  constructor(code: RepositoryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RepositoryError';
    this.code = code;
  }
}
