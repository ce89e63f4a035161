import { FoundryError } from '../../domain/foundry-error.ts';

/** The Temporal server, or its namespace, has not answered in time. */
export class TemporalUnreachable extends FoundryError {
  constructor(address: string, namespace: string, options?: ErrorOptions) {
    super(
      'temporal-unreachable',
      `Temporal does not answer at ${address} for the namespace "${namespace}". See that it runs, or correct its address.`,
      { mend: 'See that it runs, or correct its address, and try again.', retryable: true, cause: options?.cause },
    );
  }
}
