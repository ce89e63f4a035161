import { type SpokenNumber, spokenParts } from '../scenario/spoken-number.ts';
import { type Known, sayNumber, sayRehearsedMove } from './say-number.ts';

/** A text with its numbers filled in, for a file; one that no run has shown yet says so. */
export function spokenText(text: string, known: Known): string {
  return spokenParts(text)
    .map((part) => (typeof part === 'string' ? part : (sayNumber(part, known) ?? `(${openInWords(part, known)})`)))
    .join('');
}

/** What stands for a number that no run has shown. What a run moves is known from the rehearsal, and said to be of it. */
export function openInWords(number: SpokenNumber, { results, report }: Known): string {
  if (number.kind !== 'added' && number.kind !== 'changed') return 'a number that comes with the next run';
  const rehearsed = sayRehearsedMove(number.kind, number.model, report);
  if (rehearsed === undefined) return 'a number that comes when the next day is landed';
  const ran = results?.moved.some(({ relation }) => relation === number.model);
  return `${rehearsed} when the next day was rehearsed; ${ran ? 'the last run moved no row' : 'no run has moved a row yet'}`;
}
