import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownLine, plainText, sqlComment } from '../../../src/domain/project/plain-text.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('{{', '{%', '{#', '}}', '*/', '--', '\n', '\r', '\0', '|', '<b>'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('text of people', () => {
  it('never opens Jinja and holds no control characters', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(plainText(text)).not.toMatch(/\{[{%#]/);
        expect(plainText(text)).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });

  it('stays as it is when it is harmless', () => {
    expect(plainText("O'Brien & Söhne: 50 % {of} “orders”\n\n- 株式会社 🚀")).toBe(
      "O'Brien & Söhne: 50 % {of} “orders”\n\n- 株式会社 🚀",
    );
  });

  it('cannot end an SQL comment', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of sqlComment(text).split('\n')) expect(line).toMatch(/^-- ?[^\n\r\u2028\u2029]*$/);
      }),
    );
  });

  it('cannot break out of a Markdown table or bring HTML', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(markdownLine(text)).not.toMatch(/[\n<]|(^|[^\\])(\\\\)*\|/);
      }),
    );
  });
});
