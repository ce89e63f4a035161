import { sourceId } from '../naming/names.ts';
import type { FullerRule, ValueRule } from '../project/fuller-rule.ts';
import type { RowsPiece } from '../project/piece.ts';
import type { Cell, Row } from '../scenario/cell.ts';
import type { Source, SourceColumn } from '../scenario/source.ts';
import { keyColumns } from '../scenario/source-key.ts';
import { beginOf } from './begin-of.ts';
import { type Chronology, chronologyOf } from './chronology.ts';
import { type DrawnColumn, type Following, followingOf } from './follow-rows.ts';
import { mostRows } from './fuller-size.ts';
import { keyRule, uniqueRules } from './key-rule.ts';
import { ifThere, type ParentNumber, parentNumber } from './parent-numbers.ts';
import { parentsOf, type Shared, sharedColumns } from './parents-of.ts';
import type { FullerAnswer, SpreadAnswer } from './rows.ts';
import { spreadRule } from './spread-rule.ts';
import { type Varied, variedOf } from './varied-of.ts';
import { type Weighted, weightsOf } from './weights-of.ts';

const empty: ValueRule = { kind: 'constant', value: null };

/**
 * How further rows are made from the ten: each follows the pattern of one of them, so that what belongs together in a
 * row (a state and the date that goes with it) stays together. Columns with weights are drawn by these alone, and a row
 * is followed that agrees with what was drawn. Keys count on, references join and agree with each other, dates keep
 * their order, their distances and their hours.
 *
 * @param written rows of the sources that this one refers to
 */
export function fullerOf(
  answer: FullerAnswer,
  source: Source,
  rows: readonly Row[],
  sources: readonly Source[],
  written: readonly RowsPiece[] = [],
): FullerRule {
  const parents = parentsOf(source, rows, sources, written);
  const sharedBy = sharedColumns(source, rows, parents);
  const facts = source.columns.map((column, at): Fact => {
    const values = rows.map((row) => row[at] ?? null);
    const spread = answer.spreads.find((one) => one.column === column.name);
    const shared = sharedBy.get(column.name);
    return { column, values, spread, shared, weights: shared ? [] : weightsOf(column, spread) };
  });
  const reckoned = new Map(
    facts
      .filter((fact) => isFree(fact, source))
      .map((fact) => [fact.column.name, parentNumber(fact, facts, parents)] as const),
  );
  const following = followingOf(rows.length, drawnOf(facts));
  const began = beginOf(source, rows, parents, answer);
  const varied = variedIn(facts, source);
  const known: Known = {
    source,
    facts,
    following,
    answer,
    varied,
    reckoned,
    chronology: chronologyOf(source, rows, began?.begin),
  };
  const columns = Object.fromEntries(facts.map((fact) => [fact.column.name, ruleOf(fact, known)]));
  const most = mostRows(answer, source, rows, sources);
  return {
    ...(most === undefined ? {} : { most }),
    kept_whole: true,
    working: {
      ...began?.working,
      ...following.working,
      ...varied.working,
      ...Object.fromEntries([...reckoned.values()].flatMap((one) => (one ? [[one.name, one.working]] : []))),
    },
    columns,
  };
}

/** What is known of one column. */
interface Fact {
  readonly column: SourceColumn;
  readonly values: readonly Cell[];
  readonly spread: SpreadAnswer | undefined;
  readonly shared: Shared | undefined;
  readonly weights: readonly Weighted[];
}

interface Known {
  readonly source: Source;
  readonly facts: readonly Fact[];
  readonly following: Following;
  readonly varied: Varied;
  /** Numbers that are reckoned from one of their parent's, by column. */
  readonly reckoned: ReadonlyMap<string, ParentNumber | undefined>;
  readonly chronology: Chronology;
  readonly answer: FullerAnswer;
}

/**
 * The columns that are drawn before a row to follow is chosen. One that is empty in some rows is among them only when
 * its weights say how often it is, and no other drawn column does.
 */
function drawnOf(facts: readonly Fact[]): DrawnColumn[] {
  const drawn: DrawnColumn[] = [];
  const weighted = facts.filter(({ weights }) => weights.length > 0);
  for (const { column, values } of weighted.filter(({ values }) => !values.includes(null))) {
    drawn.push({ name: column.name, values });
  }
  for (const { column, values, weights } of weighted.filter(({ values }) => values.includes(null))) {
    const decided = followingOf(values.length, drawn).decider(emptiness(values)) !== undefined;
    if (!decided && weights.some(({ value }) => value === null)) drawn.push({ name: column.name, values });
  }
  return drawn;
}

/** How numbers vary for which neither the answer nor a parent says anything. */
function variedIn(facts: readonly Fact[], source: Source): Varied {
  const keys = facts.find(({ column }) => column.primary_key)?.values ?? [];
  const columns = facts.map((fact) => ({
    ...{ column: fact.column, values: fact.values, free: isFree(fact, source) },
    spread: spreadRule(fact.column, fact.spread, source, fact.values) !== undefined,
  }));
  return variedOf(columns, keys);
}

/** Whether nothing is said of how a column's further values are made. */
function isFree({ column, values, spread, shared, weights }: Fact, source: Source): boolean {
  const unique = column.tests.some(({ check }) => check.kind === 'unique');
  return !shared && !unique && weights.length === 0 && spreadRule(column, spread, source, values) === undefined;
}

function ruleOf(fact: Fact, known: Known): ValueRule {
  const rule = ownOrShared(fact, known);
  const by = known.reckoned.get(fact.column.name) ? undefined : known.varied.parentOf(fact.column.name);
  const parent = known.facts.find(({ column }) => column.name === by);
  if (!parent) return rule;
  const written = new Map(parent.values.map((is, row) => [is, { is, value: fact.values[row] ?? null }]));
  return { kind: 'once_per', column: parent.column.name, known: [...written.values()], use: rule };
}

/** Whether a column of the key counts on: of several that name a row together, those that refer to nothing do. */
function countsOn(column: SourceColumn, source: Source): boolean {
  return column.primary_key && (keyColumns(source).length === 1 || column.references === undefined);
}

function ownOrShared(fact: Fact, known: Known): ValueRule {
  const { column, values, shared } = fact;
  const { following, chronology, source, answer } = known;
  if (countsOn(column, source)) return keyRule(values, source.entity);
  if (column.type === 'date' || column.type === 'timestamp') {
    return following.join(chronology.rulesOf(column.name, answer), ...chronology.marks);
  }
  const own = ownRules(fact, known);
  const rules = shared ? sharedRules(shared, own, values, known) : own;
  const named = shared ? undefined : namesReference(fact, known);
  if (!named) return following.join(rules, ...marksOf(fact, known));
  const copied = own.map((rule, row): ValueRule => {
    const both = values[row] !== null && (named.values[row] ?? null) !== null;
    return both ? { kind: 'copy', column: named.column.name } : rule;
  });
  return following.join(copied, ...marksOf(named, known));
}

/** The reference whose key a plain text repeats, such as a number that was typed in beside it. */
function namesReference({ column, values, spread }: Fact, { facts }: Known): Fact | undefined {
  if (column.references || spread || column.type !== 'string') return undefined;
  return facts.find((fact) => {
    if (!fact.column.references) return false;
    const both = values.filter((value, row) => value !== null && (fact.values[row] ?? null) !== null);
    return (
      both.length > 2 &&
      values.every((value, row) => value === null || [value, null].includes(fact.values[row] ?? null))
    );
  });
}

/** What is kept together: a value, or whether there is one. A value of a parent's goes with the reference to it. */
function marksOf({ values, shared }: Fact, known: Known): readonly (readonly string[])[] {
  const by = known.facts.find(({ column }) => column === shared?.parent.by);
  return by ? marksOf(by, known) : [values.map(String), nothingness(values), emptiness(values)];
}

/** One rule for each written row, without a look at what its parents have. */
function ownRules(fact: Fact, { following, source, varied, reckoned }: Known): readonly ValueRule[] {
  const { column, values, spread, weights } = fact;
  if (column.references) return referenceRules(column.references, source, values);
  if (column.tests.some(({ check }) => check.kind === 'unique')) return uniqueRules(values, column.name);
  if (weights.length > 0) {
    const byPattern = values.includes(null) && !isDrawn(column, following);
    const from = byPattern ? weights.filter(({ value }) => value !== null) : weights;
    const pick: ValueRule = from.length === 0 ? empty : { kind: 'pick', from: [...from], even: true };
    return values.map((value) => (byPattern && value === null ? empty : pick));
  }
  const spreading = spreadRule(column, spread, source, values);
  if (!spreading) {
    const byItself = varied.rulesOf(column.name) ?? values.map((value): ValueRule => ({ kind: 'constant', value }));
    const byParent = reckoned.get(column.name);
    return byItself.map((rule, row) => {
      const reckon = byParent?.rules[row];
      return byParent && reckon ? ifThere(byParent.by, rule, reckon) : rule;
    });
  }
  // What is empty or nothing in a written row is so for a reason that its other columns hold.
  const nothing =
    spread?.kind === 'range' && (spread.minimum > 0 || following.decider(nothingness(values)) !== undefined);
  return values.map((value) => (value === null || (value === 0 && nothing) ? { kind: 'constant', value } : spreading));
}

function isDrawn({ name }: SourceColumn, { drawn }: Following): boolean {
  return drawn.includes(name);
}

/** A parent's key; where a written row has none, the further ones that follow it have none either. */
function referenceRules(
  { source: parent, column: key }: { readonly source: string; readonly column: string },
  source: Source,
  values: readonly Cell[],
): readonly ValueRule[] {
  const own = parent === sourceId(source);
  const known = values.filter((value) => value !== null);
  const reference: ValueRule = own
    ? { kind: 'pick', from: known.map((value) => ({ value })) }
    : { kind: 'reference', source: parent, column: key, skew: 1.4, written: true };
  return values.map((value) => (value === null ? empty : reference));
}

/** The parent's value, where the written row has a parent and a value; what stands alone is made as if there were none. */
function sharedRules(
  { parent, rule }: Shared,
  own: readonly ValueRule[],
  values: readonly Cell[],
  { facts }: Known,
): readonly ValueRule[] {
  const by = facts.find(({ column }) => column === parent.by)?.values ?? [];
  return own.map((otherwise, row) => {
    if ((by[row] ?? null) === null) return otherwise;
    return values[row] === null ? empty : rule;
  });
}

function emptiness(values: readonly Cell[]): string[] {
  return values.map((value) => String(value === null));
}

function nothingness(values: readonly Cell[]): string[] {
  return values.map((value) => String(value === 0));
}
