import { type ProvenWarehouse, warehouseLabels } from '../../rehearsal/warehouse-proof.ts';
import { type Finding, lineAt } from '../lint/finding.ts';
import type { ProjectFiles } from '../render-input.ts';
import { meaningful, tokens } from '../sql/tokens.ts';
import { constructs } from './constructs.ts';
import { insteadOf } from './words.ts';

/** What is wrong at a line of some SQL; lines count from 1. */
export interface Remark {
  readonly line: number;
  readonly message: string;
}

/** SQL that the project's own files hold, which is to run on every warehouse: the demo may move from one to another. */
export function checkPortability(files: ProjectFiles): Finding[] {
  return [...files].filter(([path]) => /\.sql$/i.test(path)).flatMap(([path, text]) => checkFile(path, text));
}

function checkFile(path: string, text: string): Finding[] {
  const all = meaningful(tokens(text));
  const found = [
    ...constructs.flatMap(({ name, find, instead }) => find(all).map(({ start }) => ({ start, name, instead }))),
    ...all.flatMap(({ start, text: name }, index) => {
      const instead = name === '::' ? undefined : insteadOf(all, index);
      return instead === undefined ? [] : [{ start, name, instead }];
    }),
  ];
  const messages = found.map(({ start, name, instead }) => ({
    path,
    line: lineAt(text, start),
    message: `${name} does not run on every warehouse: ${instead}.`,
  }));
  return [...messages, ...checkMovedDates(path, text)].sort((one, other) => one.line - other.line);
}

/**
 * `dbt.generate_series` counts by powers of two, which most warehouses give as fractional numbers, and none but DuckDB
 * and Snowflake moves a date by such a one.
 */
function checkMovedDates(path: string, text: string): (Finding & { readonly line: number })[] {
  return tokens(text)
    .filter(({ kind, text: jinja }) => kind === 'jinja' && movesByFraction.test(jinja))
    .map(({ start }) => ({
      path,
      line: lineAt(text, start),
      message:
        'generated_number is fractional on most warehouses: cast it to {{ dbt.type_int() }} before a date is moved by it.',
    }));
}

const movesByFraction = /\bdateadd\(\s*['"]\w+['"]\s*,\s*(['"])(?:(?!\1|cast\()[\s\S])*generated_number/;

/** SQL as the warehouse's adapter compiled it, with what macros and texts brought in. */
export function checkCompiled(sql: string, warehouse: ProvenWarehouse): Remark[] {
  const all = meaningful(tokens(sql));
  return constructs
    .filter(({ missing }) => missing.includes(warehouse))
    .flatMap(({ name, find, instead }) =>
      find(all).map(({ start }) => ({
        line: lineAt(sql, start),
        message: `${warehouseLabels[warehouse]} does not take this: ${name}. Instead, ${instead}.`,
      })),
    );
}
