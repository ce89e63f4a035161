import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, onTestFinished, test } from 'vitest';
import { recordBuild } from '../../src/activities/record-build.ts';
import type { BuildState } from '../../src/domain/build/state.ts';
import { fileArtifactRoots } from '../../src/integrations/artifacts/roots.ts';
import { openSqliteRecords } from '../../src/integrations/records/open-sqlite.ts';
import { aDigest, aState, aStep, provisioned } from '../views/fixtures/states.ts';

async function recorder() {
  const folder = await mkdtemp(join(tmpdir(), 'foundry recording '));
  const records = await openSqliteRecords(join(folder, 'records.sqlite'));
  onTestFinished(async () => {
    await records.close();
    await rm(folder, { recursive: true, force: true });
  });
  const activity = recordBuild({ records, roots: fileArtifactRoots(folder) });
  return {
    records,
    record: (state: BuildState) => new MockActivityEnvironment().run(activity, state),
    rooted: () => readdir(join(folder, 'roots', aState().id)).catch(() => []),
  };
}

const { ask: _, ...base } = aState({ status: 'waiting', phase: 'live', updatedAt: '2026-11-21T10:00:00.000Z' });
const closed: BuildState = { ...base, phase: 'teardown', status: 'closed', updatedAt: '2026-11-21T11:00:00.000Z' };

test('a build is recorded as of the time that its workflow says, and its artifacts are held', async () => {
  const { records, record, rooted } = await recorder();
  await record(base);
  expect(await records.getBuild(base.id)).toMatchObject({ phase: 'live', updatedAt: base.updatedAt });
  expect(await rooted()).toContain(base.brief);
});

test('the table of the accounts, the template’s files and the shown plan are held, too', async () => {
  const { record, rooted } = await recorder();
  const [checks, files, preview] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];
  await record({
    ...base,
    accounts: { checks, failed: 0, unknown: 1, at: base.updatedAt },
    template: { url: 'https://github.com/acme/template', commit: 'a'.repeat(40), files },
    plan: { preview, changes: 'c', counts: { create: 1, update: 0, replace: 0, delete: 0, adopt: 0 }, reasons: [] },
  });
  expect(await rooted()).toEqual(expect.arrayContaining([checks, files, preview]));
});

test('a closed build stays closed, and lets go of its artifacts, when an older state comes late', async () => {
  const { records, record, rooted } = await recorder();
  await record(base);
  await record(closed);
  expect(await rooted()).toEqual([]);
  await record(base);
  expect(await records.getBuild(base.id)).toMatchObject({ phase: 'teardown', status: 'closed' });
  expect(await rooted()).toEqual([]);
});

test('what stands of a build that has ended is noted, to be removed later, and whose accounts it is in', async () => {
  const { records, record } = await recorder();
  const made = { ...provisioned, target: 'dbt-cloud', warehouseSchema: 'acme_b1' } as const;
  const access = { values: { github_owner: 'acme', snowflake_role: 'DEMO' }, secrets: {} };
  await record({ ...base, ...made, access, begun: ['repository', 'infrastructure', 'schemas', 'pull-requests'] });
  expect(await records.listBuilds({ leftovers: true, limit: 9 })).toEqual([]);
  const left = ['repository acme'];
  await record({ ...closed, ...made, phase: 'live', access, left, begun: ['repository', 'infrastructure', 'schemas'] });
  const [listed] = await records.listBuilds({ leftovers: true, limit: 9 });
  expect(listed?.summary).toMatchObject({
    ...{ leftovers: ['infrastructure', 'repository'], left },
    ...{ places: { github_owner: 'acme' }, schemas: 'acme_b1' },
  });
});

test('recording the same state again changes nothing', async () => {
  const { records, record } = await recorder();
  await record(closed);
  const first = await records.getBuild(base.id);
  await record(closed);
  expect(await records.getBuild(base.id)).toEqual(first);
});

test('the runs of a build are left as the step that finished them recorded them', async () => {
  const { records, record } = await recorder();
  await record({ ...base, ...provisioned });
  expect(await records.listRuns({ buildId: base.id, limit: 10 })).toEqual([]);
});

test('what repairs, proofs and wishes for pieces name is held as well', async () => {
  const { record, rooted } = await recorder();
  const [revision] = base.revisions;
  if (!revision) throw new Error('no revision');
  const piece = { step: 'generate-sql', subject: 'fct_orders' } as const;
  const ran = { passed: true, findings: 0, filesCompiled: 1, statementsRecorded: 0, seconds: 1 };
  const versions = { dbtVersion: '1', adapterVersion: '1' };
  await record({
    ...base,
    revisions: [
      {
        ...revision,
        takes: [{ ...piece, take: 1, instructions: aDigest('1'), previous: aDigest('2') }],
        repaired: [{ ...piece, key: aDigest('3'), piece: aDigest('4') }],
      },
    ],
    proof: { proven: true, project: aDigest('9'), warehouse: 'snowflake', proof: aDigest('6'), ...ran, ...versions },
    steps: [aStep('repair', { repairs: [{ ...piece, outcome: 'repaired', record: aDigest('7') }] })],
  });
  expect(await rooted()).toEqual(expect.arrayContaining(['1', '2', '4', '6', '7'].map(aDigest)));
});
