/** The Temporal dev server could not be brought up. */
export class DevServerFailed extends Error {
  readonly code = 'dev_server_failed';
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'DevServerFailed';
  }
}
