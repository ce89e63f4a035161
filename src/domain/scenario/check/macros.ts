import { isMacroOfDbt } from '../../naming/dbt-macros.ts';
import { checkText } from '../../project/check/sql.ts';
import { checkJinja } from '../../project/lint/jinja.ts';
import { checkSqlText } from '../../project/lint/sql.ts';
import { macroSql } from '../../project/render/macros.ts';
import type { Macro } from '../macro.ts';
import type { Scenario } from '../scenario.ts';
import { type Problem, repeated } from './problem.ts';

/** A macro is one expression that uses what it is given, under a name that nothing else has. */
export function checkMacros({ macros = [] }: Scenario): Problem[] {
  return macros.flatMap((macro, index) => {
    const path = `macros[${index}]`;
    return problemsOf(macro).map((message) => ({ path, message: `${macro.name}: ${message}` }));
  });
}

function problemsOf(macro: Macro): string[] {
  const { name, arguments: given, sql } = macro;
  const names = given.map((argument) => argument.name);
  const used = new Set([...sql.matchAll(/\{\{(.*?)\}\}/gs)].flatMap(([, inside = '']) => inside.match(/\w+/g) ?? []));
  return [
    ...(isMacroOfDbt(name) ? ['dbt or every project has a macro of this name.'] : []),
    ...repeated(names).map(({ value }) => `two of its arguments are named ${value}.`),
    ...names
      .filter((argument) => !used.has(argument))
      .map((argument) => `it never uses {{ ${argument} }}, which it is given.`),
    ...checkText(sql, { names }),
    ...checkSqlText(name, sql).map(({ message }) => message),
    ...checkJinja(name, macroSql(macro)).map(({ message }) => message),
  ];
}
