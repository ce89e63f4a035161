import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { RunGraph, RunNode } from '../../domain/run-plan/run-graph.ts';

const manifest = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      name: z.string(),
      resource_type: z.string(),
      depends_on: z.object({ nodes: z.array(z.string()).default([]) }).default({ nodes: [] }),
      config: z.object({ schema: z.string().nullish() }).default({}),
    }),
  ),
  sources: z.record(z.string(), z.object({ source_name: z.string(), name: z.string() })).default({}),
});

const built: Readonly<Record<string, RunNode['kind']>> = { seed: 'seed', model: 'model', snapshot: 'snapshot' };

/** What production builds and tests, as dbt's `manifest.json` has it. */
export async function manifestGraph(file: string): Promise<RunGraph> {
  const { nodes, sources } = manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  const named = new Map([
    ...Object.entries(nodes).map(([id, { name }]): [string, string] => [id, name]),
    ...Object.entries(sources).map(([id, source]): [string, string] => [id, `${source.source_name}.${source.name}`]),
  ]);
  const parents = (ids: readonly string[]) => ids.flatMap((id) => named.get(id) ?? []);
  const all = Object.values(nodes);
  return {
    nodes: all.flatMap(({ name, resource_type, depends_on, config }): RunNode[] => {
      const kind = built[resource_type];
      // Raw data is landed by the load job.
      if (!kind || config.schema === 'raw') return [];
      return [{ name, kind, parents: parents(depends_on.nodes) }];
    }),
    tests: all
      .filter(({ resource_type }) => resource_type === 'test')
      .map(({ name, depends_on }) => ({ name, parents: parents(depends_on.nodes) })),
  };
}
