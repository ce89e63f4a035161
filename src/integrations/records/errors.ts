/** The records cannot be opened or used. Builds are not harmed: they are rewritten by the builds' next steps. */
export class RecordsError extends Error {
  /**
   * - `records_too_new`: written by a newer version of this service.
   * - `records_unavailable`: cannot be opened, or stayed locked.
   * - `records_filter`: asked for a page of an impossible size.
   */
  readonly code: 'records_too_new' | 'records_unavailable' | 'records_filter';

  constructor(code: RecordsError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RecordsError';
    this.code = code;
  }
}
