import type { ProjectFiles } from '../render-input.ts';
import type { Finding } from './finding.ts';
import { checkJinja } from './jinja.ts';
import { checkPath, checkPaths } from './paths.ts';
import { checkSqlText } from './sql.ts';
import { checkYaml, type DbtSchemas } from './yaml.ts';

/** Characters that a file may have; the largest are seeds. */
const largestFile = 5_000_000;

/**
 * What a project must not hold, whoever wrote the file: paths that lead out, Python models, hooks and statements, SQL
 * or YAML that cannot be read, keys that dbt does not know. Files that are the template's, byte for byte, are trusted.
 */
export function lintProject(files: ProjectFiles, template: ProjectFiles, schemas?: DbtSchemas): Finding[] {
  const own = [...files].filter(([path, content]) => template.get(path) !== content);
  return [...checkPaths([...files.keys()]), ...own.flatMap(([path, content]) => lintFile(path, content, schemas))];
}

/** What is wrong with one file that a person edits or adds; an empty list lets the edit through. */
export function checkEdit(path: string, content: string, schemas?: DbtSchemas): Finding[] {
  return lintFile(path, content, schemas);
}

function lintFile(path: string, content: string, schemas: DbtSchemas | undefined): Finding[] {
  const place = checkPath(path);
  if (place.length > 0) return place;
  if (content.length > largestFile) return [{ path, line: null, message: 'The file is too large for a demo.' }];
  if (content.includes('\0')) return [{ path, line: null, message: 'The file is not text.' }];
  if (/\.sql$/i.test(path)) {
    const jinja = checkJinja(path, content);
    return jinja.length > 0 || isMacro(path) ? jinja : checkSqlText(path, content);
  }
  if (/\.ya?ml$/i.test(path)) return [...checkJinja(path, content), ...checkYaml(path, content, schemas)];
  // dbt reads docs blocks out of these.
  if (/\.md$/i.test(path)) return checkJinja(path, content);
  return [];
}

/** Macros and generic tests are made of Jinja blocks, between which SQL need not be whole. */
function isMacro(path: string): boolean {
  return /^(macros|tests\/generic)\//.test(path);
}
