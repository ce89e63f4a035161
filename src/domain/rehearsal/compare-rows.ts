import type { Cell } from '../scenario/cell.ts';
import { type AnswerRows, mostAnswerRows, sayRow, sayRows } from './answer-rows.ts';
import type { Comparison } from './promise.ts';

/** Differing rows that are told of each side. */
const told = 3;

/**
 * Whether the demo and the raw tables give one answer: the same rows, in any order, column by column, numbers to four
 * decimals. No row at all answers nothing.
 */
export function compareRows(answer: AnswerRows, proof: AnswerRows): Comparison {
  const promised = 'the raw tables alone give the same rows';
  const fails = (seen: string): Comparison => ({ passed: false, promised, seen });
  if (answer.rows.length > mostAnswerRows || proof.rows.length > mostAnswerRows)
    return fails(`more than ${mostAnswerRows.toLocaleString('en')} rows, which is no answer to a question`);
  if (answer.columns.length !== proof.columns.length)
    return fails(`the demo gives ${columns(answer)}, the raw tables ${columns(proof)}`);
  if (answer.rows.length === 0 && proof.rows.length === 0) return fails('no rows');
  const { left, right } = unmatched(answer, proof);
  if (left.length === 0 && right.length === 0) {
    const count = answer.rows.length;
    return {
      passed: true,
      promised,
      seen: `${count} ${count === 1 ? 'row' : 'rows'}, the same: ${sayRows(answer, told)}`,
    };
  }
  const unmatchedIn = (rows: AnswerRows['rows'], where: string) => {
    if (rows.length === 0) return [];
    const shown = rows.slice(0, told).map((row) => `(${sayRow(row)})`);
    return [`only in ${where}: ${shown.join(', ')}${rows.length > told ? ` and ${rows.length - told} more` : ''}`];
  };
  return fails([...unmatchedIn(left, 'the demo'), ...unmatchedIn(right, 'the raw tables')].join('; '));
}

function columns({ columns: names }: AnswerRows): string {
  return `${names.length} ${names.length === 1 ? 'column' : 'columns'} (${names.join(', ')})`;
}

/** Rows of each side that have no row of their own on the other. */
function unmatched(answer: AnswerRows, proof: AnswerRows): { left: AnswerRows['rows']; right: AnswerRows['rows'] } {
  const waiting = new Map<string, AnswerRows['rows']>();
  for (const row of proof.rows) waiting.set(wordsOf(row), [...(waiting.get(wordsOf(row)) ?? []), row]);
  const left = answer.rows.filter((row) => {
    const alike = waiting.get(wordsOf(row)) ?? [];
    const at = alike.findIndex((other) => row.every((cell, index) => isSame(cell, other[index] ?? null)));
    if (at >= 0) alike.splice(at, 1);
    return at < 0;
  });
  return { left, right: [...waiting.values()].flat() };
}

/** What of a row has to be the same to the letter: all but its numbers. */
function wordsOf(row: readonly Cell[]): string {
  return JSON.stringify(row.map((cell) => (typeof cell === 'number' ? 0 : cell)));
}

/** Numbers are the same to four decimals; of large ones, to what a double can hold. */
function isSame(one: Cell, other: Cell): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= Math.max(0.00005, Math.abs(one) * 1e-12);
}
