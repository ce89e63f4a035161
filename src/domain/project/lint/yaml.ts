import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import type { Finding } from './finding.ts';
import { lineIn } from './yaml-line.ts';

/** The draft-07 JSON schemas that dbt-core ships: of property files, and of `dbt_project.yml`. */
export interface DbtSchemas {
  readonly properties: object;
  readonly project: object;
}

/** Keys that make dbt run statements around models or runs. */
const hooks = /^\+?(pre|post)[-_]hook$|^on-run-(start|end)$/;
/** Aliases that a file may have; without a bound a few lines could stand for gigabytes. */
const mostAliases = 10_000;

/**
 * YAML as dbt reads it, free of hooks, and with the keys that dbt knows.
 *
 * @param schemas left out, keys are not checked
 */
export function checkYaml(path: string, text: string, schemas?: DbtSchemas): Finding[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, logLevel: 'error' });
  const [error] = document.errors;
  if (error) return [{ path, line: lines.linePos(error.pos[0]).line, message: firstLine(error.message) }];
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (cause) {
    return [{ path, line: null, message: cause instanceof Error ? cause.message : 'Its aliases cannot be resolved.' }];
  }
  const lineOf = (at: readonly (string | number)[]) => lineIn(document, lines, at);
  const hook = findHook(value, []);
  if (hook)
    return [{ path, line: lineOf(hook), message: `${hook.at(-1)} runs statements around a model and is left out.` }];
  const outside = path === 'dbt_project.yml' ? findOutside(value) : undefined;
  if (outside !== undefined)
    return [{ path, line: lineOf([outside]), message: `${outside}: A folder lies inside the project.` }];
  const schema = schemas && schemaFor(path, schemas);
  if (!schema) return [];
  const validate = validator(schema);
  if (validate(value ?? {})) return [];
  return [...new Map((validate.errors ?? []).filter(mostTelling).map((found) => [found.instancePath, found])).values()]
    .slice(0, 10)
    .map((found) => {
      const at = pathOf(found.instancePath);
      return { path, line: lineOf(at), message: `${at.join('.') || 'The file'}: ${sentence(found)}` };
    });
}

/** The key that names a folder outside the project, which dbt would read or write. */
function findOutside(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const leadsOut = (folder: unknown) =>
    typeof folder === 'string' && /^[/\\~]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(folder);
  const [key] =
    Object.entries(value).find(([name, folders]) => /-paths?$/.test(name) && [folders].flat().some(leadsOut)) ?? [];
  return key;
}

function schemaFor(path: string, { properties, project }: DbtSchemas): object | undefined {
  if (path === 'dbt_project.yml') return project;
  return /^(models|seeds|snapshots|macros|tests|analyses)\//.test(path) ? properties : undefined;
}

const validators = new WeakMap<object, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const made = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false }).compile(schema);
  validators.set(schema, made);
  return made;
}

/** Of the many errors of an `anyOf`, those that name a key or a value. */
function mostTelling({ keyword }: ErrorObject, _: number, all: readonly ErrorObject[]): boolean {
  const telling = (found: string) => ['additionalProperties', 'enum', 'required'].includes(found);
  return telling(keyword) || !all.some((error) => telling(error.keyword));
}

function sentence({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `dbt does not know the key ${String(params.additionalProperty)} here.`;
  return `${message ?? 'it does not fit'}.`;
}

function findHook(value: unknown, at: readonly (string | number)[]): (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    if (hooks.test(key)) return here;
    const found = findHook(inner, here);
    if (found) return found;
  }
  return undefined;
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
