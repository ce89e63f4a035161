import { FoundryError } from '../../domain/foundry-error.ts';

const publishAgain = 'Go back to the files and publish them again.';
const asksForTheImpossible = 'Choose another name; if none was chosen by hand, the log of this build says more.';

const advice = {
  /** The repository is gone, or was never made. */
  'repository-missing': { mend: publishAgain, retryable: false },
  /** The name belongs to another build by now. */
  'repository-of-another-build': { mend: 'Choose another name for the repository.', retryable: false },
  /** No such branch or commit. */
  'commit-missing': { mend: publishAgain, retryable: false },
  /** Somebody else has moved the branch meanwhile; read it again and decide. */
  'branch-moved': { mend: 'Look at what was changed there, then try again.', retryable: true },
  /** A name, path, branch or time that cannot be used; a caller's mistake. */
  'repository-input': { mend: asksForTheImpossible, retryable: false },
  /** The folder to write to has files in it. */
  'folder-not-empty': { mend: 'Choose a new folder.', retryable: false },
  /** Git is not installed. */
  'git-missing': { mend: 'Install Git and start the service again.', retryable: false },
  /** Git failed in a way that is not foreseen; its own words are in the sentence. */
  'git-failed': { mend: 'Look at free disk space and permissions, then try again.', retryable: true },
};

export type RepositoryErrorCode = keyof typeof advice;

/** What went wrong with a repository, as a sentence for the person. */
export class RepositoryError extends FoundryError {
  declare readonly code: RepositoryErrorCode;

  constructor(code: RepositoryErrorCode, sentence: string, options?: ErrorOptions) {
    super(code, sentence, { ...advice[code], cause: options?.cause });
  }
}
