import { shortHash } from '../naming/short-hash.ts';

/**
 * Text of others between two lines that it cannot hold itself: the code in them follows from the text, and is drawn
 * anew until the text does not have it. The system prompt says that what stands between such lines is data.
 *
 * @param label what it is, such as `notes`: lower case words
 */
export function fenced(label: string, text: string): string {
  const inside = promptText(text);
  let code = shortHash(`${label}\n${inside}`, 10);
  for (let take = 1; inside.toLowerCase().includes(code); take += 1) {
    code = shortHash(`${label}\n${take}\n${inside}`, 10);
  }
  return `<<<${label} ${code}\n${inside === '' ? '(empty)' : inside}\n${label} ${code}>>>`;
}

/**
 * Text as a model is given it: word for word, without what a person would not see (control characters, halves of
 * characters, reversed directions, the invisible letters in which instructions can be hidden).
 */
export function promptText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, '')
      .replace(/[\u{e0000}-\u{e007f}]/gu, '')
      .trim()
  );
}

/** The same on one line, for a list in which each line is one thing. */
export function promptLine(text: string): string {
  return promptText(text).replace(/\s+/g, ' ');
}
