import transliterate from '@sindresorhus/transliterate';
import { shortHash } from './short-hash.ts';

/** The longest stem: project, schema and repository names add to it and stay below 63 characters. */
export const maximumStemLength = 40;

/**
 * The ASCII stem of every technical name of a company: lower snake case that starts with a letter.
 * What other scripts and signs lose, and what is cut, is stood for by a short hash, so that companies whose names
 * ASCII cannot tell apart still get stems of their own. Case, spaces and punctuation make no difference.
 *
 * @example companyStem("O'Brien & Söhne") // 'obrien_soehne'
 * @example companyStem('3M') // 'co_3m'
 */
export function companyStem(company: string): string {
  const folded = company.normalize('NFKC').toLowerCase().trim();
  const ascii = transliterate(folded).normalize('NFKD').toLowerCase();
  const words = ascii
    .replace(/\p{M}/gu, '')
    .replace(/['’`´]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const stem = /^[0-9]/.test(words) ? `co_${words}` : words;
  const losesSomething = /[^\p{ASCII}\p{P}\p{M}\p{Z}]/u.test(ascii) || stem.length < 2;
  if (!losesSomething && stem.length <= maximumStemLength) return stem;
  const hash = shortHash(folded);
  const kept = (stem || 'company').slice(0, maximumStemLength - hash.length - 1).replace(/_+$/, '');
  return `${kept}_${hash}`;
}
