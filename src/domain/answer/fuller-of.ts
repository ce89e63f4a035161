import type { FullerRule, ValueRule } from '../project/fuller-rule.ts';
import type { Cell, Row } from '../project/piece.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';
import { type Chronology, chronologyOf } from './chronology.ts';
import type { FullerAnswer, SpreadAnswer } from './rows.ts';

/** The working value that holds when the parent of a further row began: nothing happens to a row before. */
const parentBegan = 'parent_began';
/** The working value that says which of the written rows a further row follows. */
const pattern = 'follows_row';

/**
 * How further rows are made from the ten: each follows the pattern of one of them, so that what belongs together in a
 * row (a state and the date that goes with it) stays together. Keys count on, references join, dates keep their order
 * and their distances, and the answer's spreads say how often and how much.
 */
export function fullerOf(
  answer: FullerAnswer,
  source: Source,
  rows: readonly Row[],
  sources: readonly Source[],
): FullerRule {
  const spreads = new Map(answer.spreads.map((spread) => [spread.column, spread]));
  const valuesOf = (column: SourceColumn): Cell[] => rows.map((row) => row[source.columns.indexOf(column)] ?? null);
  const parent = parentDate(source, sources);
  const chronology = chronologyOf(source, rows, parent === undefined ? undefined : parentBegan);
  const working: Record<string, ValueRule> = {
    [pattern]: { kind: 'pick', from: rows.map((_, index) => ({ value: index, weight: weightOf(index) })) },
    ...(parent === undefined ? {} : { [parentBegan]: parent }),
  };
  function weightOf(index: number): number {
    return source.columns.reduce((weight, column) => {
      const spread = spreads.get(column.name);
      if (spread?.kind !== 'weights') return weight;
      const values = valuesOf(column);
      const value = values[index];
      const wanted = spread.weights.find((one) => one.value === String(value ?? ''))?.weight ?? 0;
      // Rows that share a value share its weight.
      return weight * Math.max(wanted / values.filter((other) => other === value).length, 0.01);
    }, 1);
  }
  const columns = Object.fromEntries(
    source.columns.map((column) => [
      column.name,
      ruleOf(column, valuesOf(column), { source, spread: spreads.get(column.name), chronology, answer }),
    ]),
  );
  return { working, columns };
}

interface Known {
  readonly source: Source;
  readonly spread: SpreadAnswer | undefined;
  readonly chronology: Chronology;
  readonly answer: FullerAnswer;
}

function ruleOf(column: SourceColumn, values: readonly Cell[], known: Known): ValueRule {
  const { source, chronology } = known;
  if (column.primary_key) return keyRule(values, source.entity);
  if (column.references) return referenceRule(column, column.references, source, values);
  if (column.type === 'date' || column.type === 'timestamp') {
    return chronology.ruleOf(column.name, known.answer, (rules) => byPattern(rules));
  }
  if (column.tests.some(({ check }) => check.kind === 'unique')) return keyRule(values, column.name);
  return spreadRule(column, known) ?? byPattern(values.map((value) => ({ kind: 'constant', value })));
}

/** Keys that count on from the written ones, in their form: 412, `SUB-0412`. */
function keyRule(values: readonly Cell[], word: string): ValueRule {
  const parts = values.map((value) => /^(.*?)(\d+)$/.exec(String(value)));
  const prefix = parts[0]?.[1] ?? '';
  const alike = parts.every((part) => part?.[1] === prefix);
  if (!alike) return { kind: 'sequence', prefix: `${word}_`, start: 1_001 };
  const digits = parts.map((part) => part?.[2] ?? '0');
  const start = Math.max(...digits.map(Number)) + 1;
  if (prefix === '')
    return typeof values[0] === 'number' ? { kind: 'sequence', start } : { kind: 'sequence', prefix, start };
  const width = Math.max(...digits.map(({ length }) => length));
  return { kind: 'sequence', prefix, start, width };
}

/** A parent's key; where a written row has none, the further ones that follow it have none either. */
function referenceRule(
  column: SourceColumn,
  { source: parent, column: key }: { readonly source: string; readonly column: string },
  source: Source,
  values: readonly Cell[],
): ValueRule {
  const own = parent === `${source.system}.${source.table}`;
  const reference: ValueRule = own
    ? { kind: 'pick', from: values.filter((value) => value !== null).map((value) => ({ value })) }
    : { kind: 'reference', source: parent, column: key, skew: 1.4, written: true };
  if (own && values.every((value) => value === null)) return { kind: 'constant', value: null };
  if (!column.nullable || values.every((value) => value !== null)) return reference;
  return byPattern(values.map((value) => (value === null ? { kind: 'constant', value: null } : reference)));
}

function spreadRule({ name, type }: SourceColumn, { spread, source }: Known): ValueRule | undefined {
  const numeric = type === 'integer' || type === 'amount' || type === 'ratio';
  const decimals = type === 'integer' ? 0 : type === 'amount' ? 2 : 4;
  const isColumn = (other: string) => source.columns.some((column) => column.name === other && other !== name);
  switch (spread?.kind) {
    case 'range': {
      const { minimum, maximum, skew } = spread;
      return numeric && maximum > minimum
        ? { kind: 'number', minimum, maximum, decimals, ...(skew > 0 ? { skew } : {}) }
        : undefined;
    }
    case 'product': {
      const { factors } = spread;
      const sound = numeric && factors.length > 0 && factors.every(isColumn);
      return sound ? { kind: 'multiply', columns: [...factors], decimals } : undefined;
    }
    case 'words': {
      const lists = Object.fromEntries(
        spread.lists.filter(({ entries }) => entries.length > 0).map((list) => [list.name, list.entries]),
      );
      const blanks = [...spread.pattern.matchAll(/\{(\w+)\}/g)].map(([, blank = '']) => blank);
      const sound =
        type === 'string' && blanks.length > 0 && blanks.every((blank) => blank in lists || isColumn(blank));
      return sound ? { kind: 'compose', pattern: spread.pattern, lists } : undefined;
    }
    default:
      return undefined;
  }
}

/** One rule for each written row, by which of them is followed; rows with the same rule share a branch. */
function byPattern(rules: readonly ValueRule[]): ValueRule {
  const branches = new Map<string, { rule: ValueRule; rows: number[] }>();
  for (const [row, rule] of rules.entries()) {
    const key = JSON.stringify(rule);
    const branch = branches.get(key) ?? { rule, rows: [] };
    branch.rows.push(row);
    branches.set(key, branch);
  }
  const [first, ...others] = [...branches.values()].sort((one, other) => other.rows.length - one.rows.length);
  if (!first) return { kind: 'constant', value: null };
  return others.reduce<ValueRule>(
    (otherwise, { rule, rows }) => ({ kind: 'when', column: pattern, is: rows, use: rule, otherwise }),
    first.rule,
  );
}

/** When the row that the first reference points to began, if it says so: its first date that is always there. */
function parentDate(source: Source, sources: readonly Source[]): ValueRule | undefined {
  for (const { references, nullable, primary_key } of source.columns) {
    const parent = sources.find(({ system, table }) => `${system}.${table}` === references?.source);
    if (!references || nullable || primary_key || !parent || parent === source) continue;
    const date = parent.columns.find(
      ({ name, type, nullable: empty }) =>
        (type === 'date' || type === 'timestamp') && !empty && name !== parent.loaded_at,
    );
    if (date) return { kind: 'lookup', source: references.source, column: date.name };
  }
  return undefined;
}
