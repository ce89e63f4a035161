import { FoundryError } from '../../domain/foundry-error.ts';

const mends = {
  /** Encrypted with a key that is not configured. */
  'payload-key-unknown': 'Add the key as a former payload key and start again.',
  /** Altered after it was encrypted, or encrypted with another key of the same id. */
  'payload-damaged': 'Put the key that encrypted it back, or give the new key an id of its own.',
  /** A key that is not 32 bytes in base64, or an id that is none. */
  'payload-key-invalid': 'Correct the key in the settings and start again.',
  /** A request to the codec endpoint that is not a list of payloads. */
  'codec-request': 'Send a list of payloads.',
};

/** A stored payload that cannot be read, or a payload key that cannot be used. */
export class PayloadError extends FoundryError {
  declare readonly code: keyof typeof mends;

  constructor(code: keyof typeof mends, sentence: string, options?: ErrorOptions) {
    super(code, sentence, { mend: mends[code], retryable: false, cause: options?.cause });
  }
}
