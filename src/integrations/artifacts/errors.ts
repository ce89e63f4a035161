import type { Digest } from './digest.ts';

/** The store holds nothing under this digest; the step that made it has to run again. */
export class ArtifactMissing extends Error {
  readonly code = 'artifact_missing';
  readonly digest: Digest;

  constructor(digest: Digest, options?: ErrorOptions) {
    super(`The stored file ${digest.slice(0, 12)}… is gone. Run the step that made it again.`, options);
    this.name = 'ArtifactMissing';
    this.digest = digest;
  }
}

/** What is stored under this digest is not what was put there, or not of the shape asked for. */
export class ArtifactDamaged extends Error {
  readonly code = 'artifact_damaged';
  readonly digest: Digest;

  constructor(digest: Digest, what: string, options?: ErrorOptions) {
    super(
      `The stored file ${digest.slice(0, 12)}… ${what}. Run the step that made it again, or restore it from a backup.`,
      options,
    );
    this.name = 'ArtifactDamaged';
    this.digest = digest;
  }
}

/** Something was handed to the store that it cannot keep faithfully; a caller's mistake. */
export class ArtifactRefused extends Error {
  readonly code = 'artifact_refused';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArtifactRefused';
  }
}
