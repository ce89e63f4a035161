/**
 * Finds quoted passages as they stand in the notes; gives an empty text when the notes do not hold one: a model may quote
 * from memory, and a made-up quote must not be shown as the customer's. Blanks, quotation marks and case do not count,
 * and neither does what is left out at an ellipsis. Notes may be long: they are read once.
 */
export function passagesIn(notes: string): (passage: string) => string {
  const read = plain(notes);
  return (passage) => passageOf(passage, notes, read);
}

function passageOf(passage: string, notes: string, { text, places }: ReturnType<typeof plain>): string {
  const wanted = plain(passage).text;
  if (wanted.length < 3) return '';
  const parts = wanted
    .split(/\s*(?:\.\.\.|…)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  let from = 0;
  let first = -1;
  let last = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return '';
    if (first < 0) first = at;
    last = at + part.length;
    from = last;
  }
  const [start, end] = [places[first], places[last - 1]];
  if (start === undefined || end === undefined) return '';
  return notes
    .slice(start, end + 1)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 2_000);
}

/** Text without what does not count, and for each of its characters the place in the original. */
function plain(original: string): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  for (let place = 0; place < original.length; place += 1) {
    const character = original[place] ?? '';
    if (/["'“”‘’„«»*_`]/.test(character)) continue;
    const shown = /\s/.test(character) ? ' ' : character.toLowerCase();
    if (shown === ' ' && (text === '' || text.endsWith(' '))) continue;
    // A letter whose lower case is longer keeps one place for each of its characters.
    for (const one of shown) {
      text += one;
      places.push(place);
    }
  }
  return { text: text.trimEnd(), places };
}
