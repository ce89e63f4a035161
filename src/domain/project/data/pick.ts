import type { Cell } from '../../scenario/cell.ts';
import type { ValueRule } from '../fuller-rule.ts';
import type { Random } from './random.ts';

type Weighted = readonly { readonly value: Cell; readonly weight?: number | undefined }[];

/** How often each of the values of a rule has been picked, by its position. */
export type Tally = number[];

/** A tally for each rule that asks for one. */
export function tallies(): (rule: ValueRule) => Tally {
  const kept = new Map<ValueRule, Tally>();
  return (rule) => {
    const tally = kept.get(rule) ?? [];
    kept.set(rule, tally);
    return tally;
  };
}

export function pickWeighted(random: Random, from: Weighted): Cell {
  return from[positionOf(random, weightsOf(from))]?.value ?? null;
}

/** Picks by chance, yet what has come too seldom so far comes the sooner, so that the shares are those of the weights. */
export function pickEvenly(random: Random, from: Weighted, tally: Tally): Cell {
  const weights = weightsOf(from);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const made = tally.reduce((sum, count) => sum + (count ?? 0), 0);
  const owed = weights.map((weight, at) => Math.max(0, (weight / total) * (made + ahead) - (tally[at] ?? 0)));
  const at = positionOf(random, owed);
  for (let missing = tally.length; missing <= at; missing += 1) tally.push(0);
  tally[at] = (tally[at] ?? 0) + 1;
  return from[at]?.value ?? null;
}

/** Rows for which shares are looked ahead: the more, the less a pick depends on those before. */
const ahead = 20;

/** The position of a written row that is like the one in the making, by chance where several are as much so. */
export function mostSimilar(
  { columns, rows, above }: Extract<ValueRule, { kind: 'similar' }>,
  read: (column: string) => Cell,
  random: Random,
): number {
  const values = columns.map(read);
  const scores = rows.map((row) =>
    columns.reduce((score, column, at) => {
      if (row[at] !== values[at]) return score;
      return score + (column === above ? columns.length : 1);
    }, 0),
  );
  const best = Math.max(...scores);
  const alike = scores.flatMap((score, at) => (score === best ? [at] : []));
  return alike[Math.floor(random() * alike.length)] ?? 0;
}

function weightsOf(from: Weighted): number[] {
  return from.map(({ weight }) => weight ?? 1);
}

function positionOf(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return at < 0 ? weights.length - 1 : at;
}
