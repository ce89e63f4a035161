import { FoundryError } from '../../domain/foundry-error.ts';

const advice = {
  /** Written by a newer version of this service. */
  'records-too-new': { mend: 'Start the newer version, or move the records aside.', retryable: false },
  /** Cannot be opened, or stayed locked. */
  'records-unavailable': {
    mend: 'Look at free disk space and at the permissions of the data folder.',
    retryable: true,
  },
  /** Asked for a page of an impossible size. */
  'records-filter': { mend: 'Ask for 1 to 200 rows at a time.', retryable: false },
};

/** The records cannot be opened or used. Builds are not harmed: they are rewritten by the builds' next steps. */
export class RecordsError extends FoundryError {
  declare readonly code: keyof typeof advice;

  constructor(code: keyof typeof advice, sentence: string, options?: ErrorOptions) {
    super(code, sentence, { ...advice[code], cause: options?.cause });
  }
}
