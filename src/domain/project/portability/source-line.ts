/**
 * The line of a file that a line of its compiled SQL came from; `null` when it came out of a macro.
 *
 * @param near text that the line holds, for a line that Jinja changed
 */
export function sourceLine(source: string, compiled: string, line: number, near?: string): number | null {
  const lines = source.split('\n').map((text) => text.trim());
  const made = compiled.split('\n').map((text) => text.trim());
  const wanted = made[line - 1] ?? '';
  const same = lines.flatMap((text, index) => (text === wanted && text !== '' ? [index + 1] : []));
  if (same.length > 0) {
    const before = made.slice(0, line - 1).filter((text) => text === wanted).length;
    return same[Math.min(before, same.length - 1)] ?? null;
  }
  if (near === undefined) return null;
  const index = lines.findIndex((text) => text.toLowerCase().includes(near.toLowerCase()));
  return index < 0 ? null : index + 1;
}
