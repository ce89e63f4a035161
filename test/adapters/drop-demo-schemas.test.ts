import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { loadConfig, root } from '../../src/config.ts';
import type { ProvenWarehouse } from '../../src/domain/rehearsal/warehouse-proof.ts';
import { adapterPython } from '../../src/integrations/dbt/warehouse/adapter-environment.ts';
import { offlineProfile } from '../../src/integrations/dbt/warehouse/offline-profile.ts';
import { writeProject } from '../../src/integrations/dbt/write-project.ts';
import { tinyProject } from '../integrations/dbt/tiny-project.ts';
import { dbtHome } from '../setup/dbt.ts';

const foreign = ['tiny', 'tiny_abc1234', 'other_tiny_abc123', 'dbt_cloud_pr_421_7', 'public'];

/** What a warehouse that has these schemas is sent when a demo's are dropped in it, and when something else is to be. */
async function dropped(warehouse: ProvenWarehouse, schemas: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-operation-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const macro = await readFile(join(root, 'template/macros/drop_demo_schemas.sql'), 'utf8');
  const profile = offlineProfile('tiny_demo', warehouse).replace('schema: analytics', 'schema: tiny_abc123');
  await writeProject(folder, tinyProject({ 'macros/drop_demo_schemas.sql': macro, 'profiles.yml': profile }));
  const python = await adapterPython({ root, tools: loadConfig().folders.tools }, warehouse, { progress: () => {} });
  const operation = [warehouse, 'drop_demo_schemas', schemas.join(' ')];
  const args = ['tiny_abc123', 'tiny'].map((schema) => `{schema: ${schema}, ci_job: 42}`);
  const { stdout } = await execa(python, [join(root, 'test/adapters/run_operation.py'), ...operation, ...args], {
    cwd: folder,
    env: { PYTHONPATH: dbtHome, HOME: folder, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', DO_NOT_TRACK: '1' },
  });
  return ran.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''));
}

const ran = z.tuple([
  z.object({ succeeded: z.boolean(), sent: z.array(z.string()) }),
  z.object({ succeeded: z.boolean(), sent: z.array(z.string()) }),
]);
const own = ['tiny_abc123', 'tiny_abc123_raw', 'tiny_abc123_dev_ada', 'dbt_cloud_pr_42_7'];

test.each([
  [
    'snowflake',
    own.map((name) => name.toUpperCase()),
    (name: string) => `drop schema if exists DEMO."${name}" cascade`,
  ],
  ['redshift', own, (name: string) => `drop schema if exists "${name}" cascade`],
  ['databricks', own, (name: string) => `drop schema if exists \`demo\`.\`${name}\` cascade`],
  ['bigquery', own, (name: string) => `drop dataset demo.${name}`],
] as const)(
  'on %s a demo’s schemas are dropped by their very names, and nothing else is',
  async (warehouse, found, drop) => {
    const [asked, refused] = await dropped(warehouse, [...found, ...foreign]);
    const drops = asked.sent.filter((sql) => sql.startsWith('drop'));
    expect({ ...asked, sent: drops.sort() }).toEqual({ succeeded: true, sent: found.map(drop).sort() });
    // Not even looked for.
    expect(refused).toEqual({ succeeded: false, sent: [] });
  },
);
