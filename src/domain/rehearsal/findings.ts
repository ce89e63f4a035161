import type { FileFinding, NodeResult } from './report.ts';

const broken = new Set(['fail', 'error', 'runtime error']);
const pathInMessage = /\(?((?:models|seeds|tests|macros|snapshots|analyses)\/[^\s)'"]+)\)?/;
const lineInMessage = /(?:^|\s)[Ll][Ii][Nn][Ee] (\d+)(?::\s?(.*))?/m;

/**
 * Where failed nodes point to: the node's own file, and the line that the database quoted, when it is in that file. A unit
 * test that fails points to the model that it holds, where the model's answer is made: the rule is the test's to say.
 */
export function nodeFindings(nodes: readonly NodeResult[], files: ReadonlyMap<string, string>): FileFinding[] {
  return nodes
    .filter((node) => broken.has(node.status))
    .map((node) => {
      const message = node.message ?? `${node.name} ${node.status}`;
      const held = node.type === 'unit_test' && node.status === 'fail' ? modelHeld(node, message, files) : undefined;
      if (held) return held;
      const path = pathOf(message, files) ?? fileOf(node, files);
      return { path, line: lineOf(message, path === null ? undefined : files.get(path)), message };
    });
}

/** unit_test.{project}.{model}.{test} */
function modelHeld(
  { uniqueId, name }: NodeResult,
  message: string,
  files: ReadonlyMap<string, string>,
): FileFinding | undefined {
  const model = uniqueId.split('.')[2];
  const path = [...files.keys()].find((one) => one.startsWith('models/') && one.endsWith(`/${model}.sql`));
  if (path === undefined) return undefined;
  const at = (files.get(path) ?? '').split('\n').findIndex((line) => /^final as \(/.test(line));
  return { path, line: at < 0 ? null : at + 1, message: `${model} does not hold the unit test ${name}. ${message}` };
}

/** Where an error of a whole command points to, such as a file that cannot be parsed. */
export function messageFinding(message: string, files: ReadonlyMap<string, string>): FileFinding {
  const path = pathOf(message, files);
  return { path, line: lineOf(message, path === null ? undefined : files.get(path)), message };
}

function pathOf(message: string, files: ReadonlyMap<string, string>): string | null {
  const path = pathInMessage.exec(message)?.[1];
  return path !== undefined && files.has(path) ? path : null;
}

/** A model, seed or singular test has a file of its name; a generic test stands in the YAML that names it. */
function fileOf(node: NodeResult, files: ReadonlyMap<string, string>): string | null {
  for (const path of files.keys()) {
    if (path.endsWith(`/${node.name}.sql`) || path.endsWith(`/${node.name}.csv`)) return path;
  }
  for (const [path, content] of files) {
    if (/\.ya?ml$/.test(path) && content.includes(`name: ${node.name}\n`)) return path;
  }
  return null;
}

/** The quoted line is looked up in the file itself, since the database counts lines of compiled SQL. */
function lineOf(message: string, content: string | undefined): number | null {
  const [, number, quoted] = lineInMessage.exec(message) ?? [];
  if (number === undefined) return null;
  const text = quoted?.replaceAll(/^\.\.\.|\.\.\.$/g, '').trim();
  if (text && content) {
    const at = content
      .split('\n')
      .findIndex((line) => line.includes(text) || (line.trim() !== '' && text.includes(line.trim())));
    if (at >= 0) return at + 1;
  }
  return /\.ya?ml/.test(message) ? Number(number) : null;
}
