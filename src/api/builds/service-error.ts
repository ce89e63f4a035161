/** The Temporal server could not be asked; it may have what was sent or not. The client wraps such errors by this name. */
export function isServiceError(error: unknown): boolean {
  return error instanceof Error && error.name === 'ServiceError';
}
