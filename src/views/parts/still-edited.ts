/** Marks a form that comes back with what was typed: it is not to be taken away when the build moves on. */
export function stillEdited(errors: readonly string[]): { 'data-edited'?: '' } {
  return errors.length > 0 ? { 'data-edited': '' } : {};
}
