import { describe, expect, it } from 'vitest';
import { sortStanding } from '../../../src/activities/dbt-cloud/sort-standing.ts';
import type { Inventory, Standing } from '../../../src/integrations/platform/dbt-cloud/inventory.ts';

const url = 'https://cloud.getdbt.com/x';
const common = (id: number, name: string) => ({ id, name, url, importId: String(id) });
const inside = (projectId: number, id: number, name: string) => ({
  ...{ id, name, url, projectId, importId: `${projectId}:${id}` },
});
const project = (id: number): Standing => ({
  kind: 'project',
  ...common(id, 'Acme demo [foundry-bq7c]'),
  repositoryId: null,
  semanticLayerId: null,
});
const connection = (id: number): Standing => ({
  kind: 'connection',
  ...common(id, 'Acme demo [foundry-bq7c]'),
  adapter: 'redshift_v0',
});
const job = (projectId: number, id: number, name = 'Production'): Standing => ({
  kind: 'job',
  ...inside(projectId, id, name),
  importId: String(id),
  environmentId: 1,
  jobType: null,
});
const layer = (projectId: number, id: number): Standing => ({
  kind: 'semantic-layer-configuration',
  ...inside(projectId, id, ''),
});

const by = { known: [], schema: 'acme_abc', warehouse: 'redshift', hasConnection: false } as const;
const sort = (standing: readonly Standing[], changed: Partial<Parameters<typeof sortStanding>[1]> = {}) =>
  sortStanding({ marker: 'foundry-bq7c', standing } satisfies Inventory, { ...by, ...changed });
const ids = (standing: readonly Standing[]) => standing.map(({ id }) => id);

describe('what stands under a build’s marker', () => {
  it('is adopted where no state is left, all but the Semantic Layer', () => {
    const { adopt, surplus } = sort([connection(2), project(1), job(1, 5), layer(1, 9)]);
    expect(adopt).toEqual([
      { address: 'dbtcloud_project.demo', id: '1' },
      { address: 'dbtcloud_global_connection.demo[0]', id: '2' },
      { address: 'dbtcloud_job.production', id: '5' },
    ]);
    expect(ids(surplus)).toEqual([9]);
  });

  it('is left alone where the state knows it, by whatever id', () => {
    const known = [
      { type: 'dbtcloud_global_connection', id: '2' },
      { type: 'dbtcloud_semantic_layer_configuration', id: '9' },
    ];
    expect(sort([connection(2)], { known }).surplus).toEqual([]);
    expect(sort([connection(2), project(1), layer(1, 9)], { known }).surplus).toEqual([]);
  });

  it('goes where the state knows another in its place', () => {
    const known = [
      { type: 'dbtcloud_project', id: '3' },
      { type: 'dbtcloud_job', id: '6' },
    ];
    const standing = [project(1), job(1, 5), project(3), job(3, 4), job(3, 6), job(3, 7, 'Made by a person')];
    expect(ids(sort(standing, { known }).surplus).toSorted()).toEqual([1, 4, 5]);
  });

  it('goes when no project holds it', () => {
    const { adopt, surplus } = sort([connection(2)]);
    expect([adopt, ids(surplus)]).toEqual([[], [2]]);
  });

  it('keeps a connection of an earlier run until a given one has taken its place', () => {
    const { adopt, surplus, replaced } = sort([connection(2), project(1)], { hasConnection: true });
    expect(adopt).toEqual([{ address: 'dbtcloud_project.demo', id: '1' }]);
    expect([ids(surplus), ids(replaced)]).toEqual([[], [2]]);
  });
});
