/** A text as bare words in lower case: accents, hyphens and punctuation make no difference. */
export function bareWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Finds a phrase in bare words; none when the phrase holds no letter and no digit. */
function pattern(phrase: string): RegExp | undefined {
  const words = phrase.split(/\s+/).flatMap((word) => {
    const bare = bareWords(word);
    if (bare === '') return [];
    return word.endsWith('*') ? `${bare}\\p{L}*` : bare;
  });
  return words.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])${words.join(' ')}s?(?![\\p{L}\\p{N}])`, 'u');
}

/** The phrases that a text holds. `*` stands for any ending, and a plural s is always allowed. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const words = bareWords(text);
  return words === '' ? [] : phrases.filter((phrase) => pattern(phrase)?.test(words));
}

/** The first words of a text that a phrase stands for, as they were written. */
export function writtenAs(text: string, phrase: string): string | undefined {
  const words: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  let bare = '';
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    words.push({ at: bare.length, from: index, to: index + word.length });
    bare += `${bareWords(word)} `;
  }
  const found = pattern(phrase)?.exec(bare);
  if (!found) return undefined;
  const meant = words.filter(({ at }) => at >= found.index && at < found.index + found[0].length);
  return text.slice(meant.at(0)?.from, meant.at(-1)?.to).replaceAll(/\s+/g, ' ');
}

/** How strongly a text speaks of something: a phrase counts as often as it has words. */
export function strength(text: string, phrases: readonly string[]): number {
  return phrasesIn(text, phrases).reduce((sum, phrase) => sum + phrase.split(/\s+/).length, 0);
}

/** The one that a text speaks of most, the earlier one where two tie; none when it speaks of none. */
export function mostSpokenOf<T>(
  text: string,
  candidates: readonly T[],
  phrasesOf: (candidate: T) => readonly string[],
): T | undefined {
  let best: { candidate: T; score: number } | undefined;
  for (const candidate of candidates) {
    const score = strength(text, phrasesOf(candidate));
    if (score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best?.candidate;
}
