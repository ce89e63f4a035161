import { FoundryError } from '../../domain/foundry-error.ts';

/** The Temporal dev server could not be brought up. */
export class DevServerFailed extends FoundryError {
  constructor(sentence: string, options?: ErrorOptions) {
    super('dev-server-failed', sentence, {
      mend: 'Start again; if it fails the same way, the log of Temporal in the data folder says more.',
      retryable: true,
      cause: options?.cause,
    });
  }
}
