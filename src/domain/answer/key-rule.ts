import type { ValueRule } from '../project/fuller-rule.ts';
import type { Cell } from '../scenario/cell.ts';

/** Keys that count on from the written ones, in their form: 412, `SUB-0412`; `word` leads where they have no form. */
export function keyRule(values: readonly Cell[], word: string): ValueRule {
  const parts = values.map(formOf);
  const prefix = parts[0]?.prefix ?? '';
  const alike = parts.every((part) => part?.prefix === prefix);
  if (!alike) return { kind: 'sequence', prefix: `${word}_`, start: 1_001 };
  const digits = parts.map((part) => part?.digits ?? '0');
  const start = Math.max(...digits.map(Number)) + 1;
  if (prefix === '')
    return typeof values[0] === 'number' ? { kind: 'sequence', start } : { kind: 'sequence', prefix, start };
  const width = Math.max(...digits.map(({ length }) => length));
  return { kind: 'sequence', prefix, start, width };
}

/** One rule for each written row of a unique column that is no key: it counts on within its form, and stays empty. */
export function uniqueRules(values: readonly Cell[], word: string): ValueRule[] {
  const families = Map.groupBy(values, (value) => formOf(value)?.prefix ?? '');
  return values.map((value) =>
    value === null
      ? { kind: 'constant', value: null }
      : keyRule(
          (families.get(formOf(value)?.prefix ?? '') ?? []).filter((one) => one !== null),
          word,
        ),
  );
}

function formOf(value: Cell): { readonly prefix: string; readonly digits: string } | undefined {
  const [, prefix = '', digits = ''] = /^(.*?)(\d+)$/.exec(String(value)) ?? [];
  return digits === '' ? undefined : { prefix, digits };
}
