import { FoundryError } from '../../domain/foundry-error.ts';

/** The vault does not answer. What it keeps may still be there. */
export class VaultAway extends FoundryError {
  constructor() {
    super('vault-away', 'The keeper of keys does not answer just now.', {
      mend: 'Try again in a moment; if it goes on, start the service again and enter the key once more.',
      retryable: true,
    });
  }
}
