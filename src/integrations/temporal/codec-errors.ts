/** A stored payload that cannot be read, or a payload key that cannot be used. */
export class PayloadError extends Error {
  /**
   * - `payload_key_unknown`: encrypted with a key that is not configured.
   * - `payload_damaged`: altered after it was encrypted, or encrypted with another key of the same id.
   * - `payload_key_invalid`: a key that is not 32 bytes in base64, or an id that is none.
   * - `codec_request`: a request to the codec endpoint that is not a list of payloads.
   */
  readonly code: 'payload_key_unknown' | 'payload_damaged' | 'payload_key_invalid' | 'codec_request';

  constructor(code: PayloadError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PayloadError';
    this.code = code;
  }
}
