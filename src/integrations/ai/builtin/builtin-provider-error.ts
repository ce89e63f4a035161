import { FoundryError } from '../../../domain/foundry-error.ts';

const mends = {
  'no-blueprint': 'Put a blueprint into the blueprints folder, or choose an AI provider that writes new ones.',
  'not-in-blueprint':
    'Go back to the scenario and give it the name that the blueprint has, or choose an AI provider in the settings.',
};

/** What the built-in provider cannot answer: it only knows what its blueprints hold, and another try finds no more. */
export class BuiltinProviderError extends FoundryError {
  declare readonly code: keyof typeof mends;

  constructor(code: keyof typeof mends, sentence: string) {
    super(code, sentence, { mend: mends[code], retryable: false });
  }
}
