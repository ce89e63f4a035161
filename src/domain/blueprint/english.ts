/** The plural of an English noun, by rule. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** The singular of an English noun, by rule; a noun that is no plural comes back as it is. */
export function singular(noun: string): string {
  if (/[^aeiou]ies$/.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(noun) || !noun.endsWith('s')) return noun;
  return /(sses|shes|ches|xes|zes)$/.test(noun) ? noun.slice(0, -2) : noun.slice(0, -1);
}

/** Whether a word is spoken with `an` before it. */
export function startsWithVowel(word: string): boolean {
  return /^[aeiou]/i.test(word);
}
