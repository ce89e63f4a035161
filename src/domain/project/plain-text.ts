/**
 * Makes text of people harmless wherever it lands: no Jinja opens in it, no control character is left, and line
 * ends are newlines. Where dbt would see an opening, a space parts it; everything else stays as it was written.
 */
export function plainText(text: string): string {
  return (
    text
      .replace(/[\ud800-\udfff]/gu, '')
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\ufffd]/g, '')
      .replace(/\{(?=[{%#])/g, '{ ')
      .replace(/[^\S\n]+\n/g, '\n')
      .trim()
  );
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(plainText(text).replace(/\s+/g, ' '));
}

/** One paragraph broken into lines of at most `width` characters, where its words allow it. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of plainLine(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text as SQL line comments, so that nothing in it can end the comment. */
export function sqlComment(text: string): string {
  return wrapped(text, 97)
    .map((line) => `-- ${line}`)
    .join('\n');
}

/** A text as one line of Markdown: no HTML, no links, no table cell ends in it. */
export function markdownLine(text: string): string {
  return plainLine(text)
    .replace(/[\\[\]|`]/g, (sign) => `\\${sign}`)
    .replace(/</g, '&lt;');
}
