/** Notes of more characters than this are condensed before anything else. */
export const longestNotesSent = 60_000;
/** About how many characters are condensed by one call. */
const partLength = 40_000;

/** Long notes in parts of about the same length, cut between paragraphs, else lines, else words. */
export function notesParts(notes: string): string[] {
  const parts: string[] = [];
  let rest = notes.trim();
  const length = Math.ceil(rest.length / Math.max(1, Math.ceil(rest.length / partLength)));
  while (rest.length > length) {
    const window = rest.slice(0, length + 1);
    const cut = ['\n\n', '\n', '. ', ' '].map((end) => window.lastIndexOf(end)).find((at) => at > length / 2) ?? length;
    // Never between the two halves of a character.
    const at = /[\ud800-\udbff]$/.test(rest.slice(0, cut)) ? cut + 1 : cut;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}
