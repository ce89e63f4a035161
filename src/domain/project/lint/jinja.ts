import { type Finding, lineAt } from './finding.ts';

/**
 * Names by which Jinja runs statements while it compiles, gets at dbt's insides, or hides text from this check. What
 * a piece may hold is an allow-list (`project/check/jinja.ts`); this one is for files that people edit.
 */
const forbidden = new Set(
  `adapter api attr builtins context create_schema drop_demo_schemas drop_relation drop_relation_if_exists drop_schema flags graph
  invocation_args_dict load_agate_table load_relation load_result modules post_hook pre_hook raw rename_relation run_hooks
  run_query selected_resources self statement store_raw_result store_result submit_python_job truncate_relation write`.split(
    /\s+/,
  ),
);
/** Macros that decide where everything is written: with one of these a demo's schemas are no longer found. */
const decidesNames = /\bmacro\s+(\w+__)?generate_(schema|database|alias)_name\b/;

const quoted = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`;
/** Comments, expressions and statements in the order in which Jinja reads them; what never closes reaches to the end. */
const parts = new RegExp(
  String.raw`\{#[\s\S]*?#\}|\{\{(?:${quoted}|[^'"}]|\}(?!\}))*\}\}|\{%(?:${quoted}|[^'"%]|%(?!\}))*%\}|\{[{%#][\s\S]*$`,
  'g',
);

/** Jinja of a file that may only say what to build, never do anything by itself. */
export function checkJinja(path: string, text: string): Finding[] {
  return [...text.matchAll(parts)].flatMap((match) => {
    const message = match[0].startsWith('{#') ? undefined : problemOf(match[0]);
    return message === undefined ? [] : [{ path, line: lineAt(text, match.index), message }];
  });
}

function problemOf(jinja: string): string | undefined {
  const code = jinja.replace(new RegExp(quoted, 'g'), "''");
  const word = code.match(/[A-Za-z_]\w*/g)?.find((name) => forbidden.has(name) || /^_|^dbt_(?!version$)/.test(name));
  if (word !== undefined) return `${word} is left out: a generated project runs nothing while it compiles.`;
  if (/\bdbt\b(?!\s*\.)|\]\s*\(/.test(code)) return 'A macro is called by its name, not looked up.';
  if (/\bmaterialization\s+\w/.test(code)) return 'A materialization of its own is left out: the adapter brings them.';
  if (decidesNames.test(code)) return 'Schemas are named by dbt alone, so that a teardown finds all of them.';
  const variables = [...jinja.matchAll(/\benv_var\s*\(\s*(['"]?)([^'",)]*)/g)].map(([, , name]) => name);
  const other = variables.find((name) => name !== 'DBT_RAW_SCHEMA');
  return other === undefined ? undefined : `The environment variable ${other} is not for a project to read.`;
}
