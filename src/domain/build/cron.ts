import { z } from 'zod';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Three-letter words for the numbers from `least` on. */
  readonly words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  {
    name: 'month',
    least: 1,
    most: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  // 7 is Sunday as well as 0.
  { name: 'day of the week', least: 0, most: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/**
 * Why a text is no cron expression of five fields, as a sentence; `undefined` when it is one. It takes what Temporal's
 * schedules take: numbers, ranges, steps, lists, and three-letter months and days.
 * @example cronProblem('0 25 * * *') // 'The hour “25” has to lie between 0 and 23.'
 */
export function cronProblem(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length) return 'Give five fields, such as 0 6 * * * for six in the morning.';
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? '';
    if (!part.split(',').every((item) => fits(item, field))) {
      return `The ${field.name} “${part}” has to lie between ${field.least} and ${field.most}.`;
    }
  }
  return undefined;
}

/** A cron expression of five fields, such as `0 6 * * *`. */
export const cronExpression = z
  .string()
  .trim()
  .max(100)
  .superRefine((expression, context) => {
    const problem = cronProblem(expression);
    if (problem !== undefined) context.addIssue(problem);
  });

/** One item of a list: `*`, `5`, `1-5`, `mon-fri`, each with `/step` or without. */
function fits(item: string, field: Field): boolean {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) return false;
  if (range === '*') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  const [from, to = from] = ends;
  return ends.length <= 2 && from !== undefined && to !== undefined && from <= to;
}

function numberOf(text: string, { least, most, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  const value = word >= 0 ? least + word : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
