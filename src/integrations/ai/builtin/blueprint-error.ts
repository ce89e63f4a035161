import { FoundryError } from '../../../domain/foundry-error.ts';

/** A blueprint that cannot be read: names the file, and what is wrong in it. */
export class BlueprintError extends FoundryError {
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super('blueprint-unreadable', `The blueprint file ${file} cannot be used: ${problem}`, {
      mend: 'Correct the file, or take its blueprint out of the blueprints folder, and try again.',
      retryable: false,
      cause: options?.cause,
    });
    this.file = file;
  }
}
