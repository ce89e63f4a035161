import { FoundryError } from '../../domain/foundry-error.ts';
import type { Digest } from './digest.ts';

/** The store holds nothing under this digest; the step that made it has to run again. */
export class ArtifactMissing extends FoundryError {
  readonly digest: Digest;

  constructor(digest: Digest, options?: ErrorOptions) {
    super('artifact-missing', `The stored file ${digest.slice(0, 12)}… is gone. Run the step that made it again.`, {
      mend: 'Go back to the step that made it and run it again.',
      retryable: false,
      cause: options?.cause,
    });
    this.digest = digest;
  }
}

/** What is stored under this digest is not what was put there, or not of the shape asked for. */
export class ArtifactDamaged extends FoundryError {
  readonly digest: Digest;

  constructor(digest: Digest, what: string, options?: ErrorOptions) {
    super(
      'artifact-damaged',
      `The stored file ${digest.slice(0, 12)}… ${what}. Run the step that made it again, or restore it from a backup.`,
      {
        mend: 'Go back to the step that made it and run it again, or restore the file from a backup.',
        retryable: false,
        cause: options?.cause,
      },
    );
    this.digest = digest;
  }
}

/** Something was handed to the store that it cannot keep faithfully; a caller's mistake. */
export class ArtifactRefused extends FoundryError {
  constructor(sentence: string, options?: ErrorOptions) {
    super('artifact-refused', sentence, {
      mend: 'Change what was entered last; if nothing was, the log of this build says more.',
      retryable: false,
      cause: options?.cause,
    });
  }
}
