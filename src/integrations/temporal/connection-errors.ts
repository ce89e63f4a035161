/** The Temporal server, or its namespace, has not answered in time. */
export class TemporalUnreachable extends Error {
  readonly code = 'temporal_unreachable';

  constructor(address: string, namespace: string, options?: ErrorOptions) {
    super(
      `Temporal does not answer at ${address} for the namespace "${namespace}". See that it runs, or correct its address.`,
      options,
    );
    this.name = 'TemporalUnreachable';
  }
}
