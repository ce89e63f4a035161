import { FoundryError } from '../../../domain/foundry-error.ts';

/** Environments of a later generation, or of another project, stand already: whoever asks is too late. */
export class EnvironmentsOvertaken extends FoundryError {
  constructor() {
    super('environments-overtaken', 'The environments of this demo were made anew meanwhile.', {
      mend: 'Go on with the demo as it stands now.',
      retryable: false,
    });
  }
}

/** Another process has held on to the environments for longer than any change of them takes. */
export class EnvironmentsBusy extends FoundryError {
  constructor(cause: unknown) {
    super('environments-busy', 'The environments of this demo are being changed by another process.', {
      mend: 'Try again in a moment.',
      retryable: true,
      cause,
    });
  }
}
