/** What the built-in provider cannot answer: it only knows what its blueprints hold. */
export class BuiltinProviderError extends Error {
  readonly code: 'no-blueprint' | 'not-in-blueprint';

  constructor(code: BuiltinProviderError['code'], message: string) {
    super(message);
    this.name = 'BuiltinProviderError';
    this.code = code;
  }
}
