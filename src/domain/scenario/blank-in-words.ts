import { type SpokenNumber, spokenParts } from './spoken-number.ts';

/** What a blank will say, for those who review a text before any run. */
export function blankInWords(number: SpokenNumber): string {
  switch (number.kind) {
    case 'rows':
      return `how many rows ${number.model} has`;
    case 'added':
      return `how many rows the last run added to ${number.model}`;
    case 'changed':
      return `how many rows the last run changed in ${number.model}`;
    case 'latest':
    case 'highest':
    case 'lowest':
      return `the ${number.kind} ${number.metric} in ${number.query}`;
    case 'failures':
      return `how many rows ${number.test} finds`;
    case 'tests':
      return 'how many tests passed';
  }
}

/** A text that reads well without its numbers, where it stands before any run and is never filled, as in a file. */
export function withoutNumbers(text: string): string {
  return spokenParts(text)
    .map((part) => (typeof part === 'string' ? part : vague(part)))
    .join('');
}

function vague({ kind }: SpokenNumber): string {
  switch (kind) {
    case 'latest':
    case 'highest':
    case 'lowest':
      return `the ${kind} value`;
    case 'tests':
      return 'all';
    default:
      return 'some';
  }
}
