import { type Finding, lineAt } from './finding.ts';

/** Names by which Jinja runs statements while it compiles, or gets at dbt's insides. */
const forbidden = new Set(
  `adapter api builtins context flags graph invocation_args_dict load_agate_table load_relation load_result modules post_hook
  pre_hook run_query selected_resources statement store_raw_result store_result submit_python_job write`.split(/\s+/),
);
/** Macros that decide where everything is written: with one of these a demo's schemas are no longer found. */
const decidesNames = /\bmacro\s+(\w+__)?generate_(schema|database|alias)_name\b/;

/** Jinja of a file that may only say what to build, never do anything by itself. */
export function checkJinja(path: string, text: string): Finding[] {
  return [...text.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g)].flatMap((match) => {
    const message = problemOf(match[0]);
    return message === undefined ? [] : [{ path, line: lineAt(text, match.index), message }];
  });
}

function problemOf(jinja: string): string | undefined {
  const code = jinja.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  const word = code.match(/[A-Za-z_]\w*/g)?.find((name) => forbidden.has(name) || /^_/.test(name));
  if (word !== undefined) return `${word} is left out: a generated project runs nothing while it compiles.`;
  if (/\bmaterialization\s+\w/.test(code)) return 'A materialization of its own is left out: the adapter brings them.';
  if (decidesNames.test(code)) return 'Schemas are named by dbt alone, so that a teardown finds all of them.';
  const variables = [...jinja.matchAll(/\benv_var\s*\(\s*(['"]?)([^'",)]*)/g)].map(([, , name]) => name);
  const other = variables.find((name) => name !== 'DBT_RAW_SCHEMA');
  return other === undefined ? undefined : `The environment variable ${other} is not for a project to read.`;
}
