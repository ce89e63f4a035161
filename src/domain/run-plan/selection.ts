import { seedName, stagingName } from '../naming/names.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { above, type RunGraph, scenarioGraph } from './run-graph.ts';

/** What dbt's selectors look at. */
interface Described {
  readonly name: string;
  readonly kind: 'seed' | 'model' | 'snapshot';
  readonly path: string;
  readonly tags: readonly string[];
  readonly schema: string;
}

/**
 * Names of the seeds, models and snapshots that selectors choose together; `undefined` where one of them asks for what only
 * dbt can tell. Known are names and folders, `tag:`, `path:`, `resource_type:`, `config.schema:` and `source:`, intersections,
 * and `+` before and behind.
 */
export function selected(scenario: Scenario, selectors: readonly string[]): Set<string> | undefined {
  const found = new Set<string>();
  for (const selector of selectors) {
    const names = matching(scenario, selector);
    if (names === undefined) return undefined;
    for (const name of names) found.add(name);
  }
  return found;
}

/** The same of one selector, which may be an intersection. */
export function matching(scenario: Scenario, selector: string): Set<string> | undefined {
  const graph = scenarioGraph(scenario);
  const described = describe(scenario);
  const parts = selector.split(',').map((part) => ofPart(part, described, graph));
  if (parts.some((part) => part === undefined)) return undefined;
  const [first, ...others] = parts as Set<string>[];
  return new Set([...(first ?? [])].filter((name) => others.every((other) => other.has(name))));
}

function ofPart(part: string, described: readonly Described[], graph: RunGraph): Set<string> | undefined {
  const [, up, core = '', down] = /^(@|\+)?(.*?)(\+)?$/.exec(part) ?? [];
  // So many steps up or down, and everything that a node needs besides, are for dbt to tell.
  if (up === '@' || /^\d+\+|\+\d+$/.test(core)) return undefined;
  const here = plainly(core, described, graph);
  if (here === undefined) return undefined;
  const found = new Set(here);
  const isNode = new Set(described.map(({ name }) => name));
  if (up) for (const name of here) for (const one of above(graph, name)) if (isNode.has(one)) found.add(one);
  if (down)
    for (const { name } of described) if ([...above(graph, name)].some((one) => here.includes(one))) found.add(name);
  for (const name of found) if (!isNode.has(name)) found.delete(name);
  return found;
}

/** Names without what hangs on them; of `source:` the source's id. */
function plainly(core: string, described: readonly Described[], graph: RunGraph): string[] | undefined {
  const [, method, value = core] = /^([a-z_.]+):(.+)$/.exec(core) ?? [];
  const those = (is: (node: Described) => boolean) => described.filter(is).map(({ name }) => name);
  switch (method) {
    case undefined:
    case 'fqn':
      return those((node) => hasName(node, value));
    case 'tag':
      return those(({ tags }) => tags.some((tag) => glob(value).test(tag)));
    case 'path':
      return those(({ path }) => path.startsWith(`${value.replace(/\/$/, '')}/`) || glob(value).test(path));
    case 'resource_type':
      return those(({ kind }) => kind === value);
    case 'config.schema':
      return those(({ schema }) => schema === value);
    case 'source':
      return [...new Set(graph.nodes.flatMap(({ parents }) => parents))].filter(
        (id) => id === value || id.startsWith(`${value}.`),
      );
    default:
      return undefined;
  }
}

/** As dbt reads a name without a method: the node's own, or its folders from the first on, with wildcards. */
function hasName({ name, path }: Described, value: string): boolean {
  if (name === value) return true;
  const parts = [...path.split('/').slice(1, -1), name];
  const wanted = value.split('.');
  if (parts.length < wanted.length) return false;
  const wild = wanted.findIndex((part) => part.includes('*'));
  if (wild < 0) return wanted.every((part, index) => part === parts[index]);
  return (
    wanted.slice(0, wild).every((part, index) => part === parts[index]) &&
    glob(wanted.slice(wild).join('.')).test(parts.slice(wild).join('.'))
  );
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}

/** What the project has, by the places that rendering gives it; raw seeds are never built by production. */
function describe(scenario: Scenario): Described[] {
  const model = (folder: string, name: string, schema = ''): Described => ({
    ...{ name, kind: 'model', schema },
    path: `models/${folder}/${name}.sql`,
    tags: [folder],
  });
  return [
    ...(scenario.reference_seeds ?? []).map(
      ({ name, schema = '' }): Described => ({
        ...{ name, kind: 'seed', schema },
        path: `seeds/reference/${name}.csv`,
        tags: ['reference'],
      }),
    ),
    ...scenario.sources.map(({ system, table }) => model('staging', stagingName(system, table))),
    ...scenario.intermediate.map(({ name }) => model('intermediate', name)),
    ...scenario.marts.map(({ name, schema }) => model(schema ?? 'marts', name, schema)),
    ...(scenario.snapshots ?? []).map(
      ({ name, schema = '' }): Described => ({
        ...{ name, kind: 'snapshot', schema },
        path: `snapshots/${name}.yml`,
        tags: [],
      }),
    ),
  ];
}

/** Whether a selector may choose nothing of all this and yet be sound: it is about raw data, or about what is not built. */
export function isOfRaw(scenario: Scenario, selector: string): boolean {
  const raw = scenario.sources.map(({ system, table }) => seedName(system, table));
  return selector === 'config.schema:raw' || raw.includes(selector) || selector === 'path:seeds';
}
