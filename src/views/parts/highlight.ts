import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** A piece of a line; `kind` names its look, such as `keyword`. */
export interface Token {
  readonly text: string;
  readonly kind?: string;
}

const languages: Record<string, string> = { sql: 'sql', yml: 'yaml', yaml: 'yaml', md: 'markdown', toml: 'toml' };
/** Longer texts are shown plain: colouring them would take longer than reading them. */
const longest = 120_000;

let highlighter: Promise<HighlighterCore> | undefined;

/** A file's lines in coloured pieces. Pieces carry a kind and no style, so that the content policy holds. */
export async function highlight(path: string, text: string): Promise<Token[][]> {
  const lang = languages[path.split('.').at(-1) ?? ''];
  const plain = () => text.split('\n').map((line) => [{ text: line }]);
  if (lang === undefined || text.length > longest) return plain();
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'kinds', variablePrefix: '--', fontStyle: false })],
    langs: [
      import('shiki/langs/sql.mjs'),
      import('shiki/langs/yaml.mjs'),
      import('shiki/langs/markdown.mjs'),
      import('shiki/langs/toml.mjs'),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  // By default a line that takes half a second, as a cold start on a busy machine does, would be left half coloured.
  const lines = (await highlighter).codeToTokensBase(text, { lang, theme: 'kinds', tokenizeTimeLimit: 0 });
  return lines.map((line) =>
    line.map(({ content, color }) => {
      const [, kind] = /--token-([a-z-]+)/.exec(color ?? '') ?? [];
      return kind === undefined ? { text: content } : { text: content, kind };
    }),
  );
}
