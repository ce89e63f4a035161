/** A repository that was created for a build. Plain data, so that a workflow can keep it. */
export interface RepositoryHandle {
  readonly name: string;
  /** The build that it belongs to; a handle never reaches another build's repository. */
  readonly build: string;
}

/** A branch and the commit that it stands at (40 hexadecimal digits). */
export interface Branch {
  readonly name: string;
  readonly commit: string;
  /** Whether the service itself committed it, not a person. */
  readonly ours: boolean;
}

/** The whole content of one commit. */
export interface CommitInput {
  readonly repository: RepositoryHandle;
  readonly branch: string;
  /**
   * The commit to hang on; the branch is then moved to the new commit wherever it stood, as a batch branch is
   * when it is made again. Without it the commit goes on top of the branch, or begins it.
   */
  readonly parent?: string | undefined;
  /** Every file of the commit by its path, relative and with `/`; what is not named here is gone. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly message: string;
  /** ISO instant of the commit: the same input gives the same commit id. */
  readonly at: string;
  /**
   * Names what is committed, such as a revision (letters, digits, hyphens): what was committed to the branch under this
   * key before is given again and left as it is, whatever a person has pushed on top of it since.
   */
  readonly once?: string;
}

/** Where projects are published. Every verb may be repeated; all throw `RepositoryError`. */
export interface Repositories {
  /** Creates a build's repository, or finds it again. A name in use by another build gets a suffix: -2, -3. */
  create(wanted: RepositoryHandle): Promise<RepositoryHandle>;
  /** The repository that a build has, unless it was archived or removed. */
  find(build: string): Promise<RepositoryHandle | undefined>;
  /** The builds that have one. */
  builds(): Promise<string[]>;
  /** Commits and gives the commit's id; a branch that already ends in just this is left as it is. */
  commit(input: CommitInput): Promise<string>;
  /** All branches, sorted by name. */
  branches(repository: RepositoryHandle): Promise<Branch[]>;
  /** The commit that a branch stands at; `undefined` when there is no such branch. */
  headOf(repository: RepositoryHandle, branch: string): Promise<string | undefined>;
  /** Every file of a branch or commit, sorted by path. */
  readTree(repository: RepositoryHandle, at: string): Promise<Map<string, Uint8Array>>;
  /** Writes the files of a branch or commit, and nothing else, to a folder that is new or empty; all appear at once. */
  checkout(repository: RepositoryHandle, at: string, folder: string): Promise<void>;
  /** Deletes a branch; one that is not there is fine. */
  deleteBranch(repository: RepositoryHandle, branch: string): Promise<void>;
  /** Puts the repository away, out of the way of its name, with all its history. */
  archive(repository: RepositoryHandle): Promise<void>;
  /** Deletes the repository, archived or not. */
  remove(repository: RepositoryHandle): Promise<void>;
  /** What `git clone` takes. */
  cloneUrl(repository: RepositoryHandle): string;
}
