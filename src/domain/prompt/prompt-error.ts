import { FoundryError } from '../foundry-error.ts';

/** A prompt cannot be made from its file: a blank that nothing fills, a filling without a blank, a file too many. */
export class PromptError extends FoundryError {
  constructor(code: 'prompt-blank' | 'prompt-missing' | 'guidance-too-long', sentence: string, mend: string) {
    super(code, sentence, { mend, retryable: false });
  }
}
