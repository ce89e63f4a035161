import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell } from '../scenario/cell.ts';

/** The working value that says which of the written rows a further row follows. */
const pattern = 'follows_row';

/** A column that is drawn by weights of its own, with its values in the written rows. */
export interface DrawnColumn {
  readonly name: string;
  readonly values: readonly Cell[];
}

/** How the other columns follow the written rows, so that what belongs together in a row stays together. */
export interface Following {
  /**
   * One rule for each written row, joined by which of them is followed. What is to be kept together says so in a few
   * words for each row (`marks`): where a drawn column decides over them, a row with its value is followed.
   */
  join(rules: readonly ValueRule[], ...marks: readonly (readonly string[])[]): ValueRule;
  /** The drawn column that decides over these marks in the written rows. */
  decider(marks: readonly string[]): string | undefined;
  /** The drawn columns. */
  readonly drawn: readonly string[];
  /** The working values that joined rules read; complete once all are joined. */
  readonly working: Readonly<Record<string, ValueRule>>;
}

/** A row is followed that has as many of the drawn values as can be, each as often where none is drawn. */
export function followingOf(rows: number, drawn: readonly DrawnColumn[]): Following {
  const working: Record<string, ValueRule> = {};
  const columns = drawn.map(({ name }) => name);
  const values = Array.from({ length: rows }, (_, row) => drawn.map((column) => column.values[row] ?? null));

  const decider = (marks: readonly string[]) =>
    drawn
      .filter(({ values: own }) => decides(own, marks))
      .sort((one, other) => new Set(one.values).size - new Set(other.values).size)[0]?.name;

  /** The working value of the row that is followed, with this column's value above all others. */
  function followed(above: string | undefined): string {
    const name = above === undefined ? pattern : `${pattern}_by_${columns.indexOf(above) + 1}`;
    working[name] ??=
      columns.length === 0
        ? { kind: 'pick', from: values.map((_, row) => ({ value: row })), even: true }
        : { kind: 'similar', columns, rows: values, ...(above === undefined ? {} : { above }) };
    return name;
  }

  return {
    working,
    drawn: columns,
    decider,
    join(rules, ...marks) {
      const branches = branchesOf(rules);
      const [first, ...others] = branches;
      if (!first) return { kind: 'constant', value: null };
      if (others.length === 0) return first.rule;
      const column = followed(marks.map(decider).find((name) => name !== undefined));
      return others.reduce<ValueRule>(
        (otherwise, { rule, rows: is }) => ({ kind: 'when', column, is, use: rule, otherwise }),
        first.rule,
      );
    },
  };
}

/** Whether rows with the same value have the same mark, and not all have the same. */
function decides(values: readonly Cell[], marks: readonly string[]): boolean {
  if (new Set(marks).size < 2 || new Set(values).size === values.length) return false;
  const marked = new Map(values.map((value, row) => [value, marks[row]]));
  return values.every((value, row) => marked.get(value) === marks[row]);
}

/** Rows with the same rule share a branch, the most common one first. */
function branchesOf(rules: readonly ValueRule[]): { rule: ValueRule; rows: number[] }[] {
  const branches = new Map<string, { rule: ValueRule; rows: number[] }>();
  for (const [row, rule] of rules.entries()) {
    const key = JSON.stringify(rule);
    const branch = branches.get(key) ?? { rule, rows: [] };
    branch.rows.push(row);
    branches.set(key, branch);
  }
  return [...branches.values()].sort((one, other) => other.rows.length - one.rows.length);
}
