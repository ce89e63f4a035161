import { afterEach, describe, expect, it } from 'vitest';
import { type CloudAccounts, openCloudAccounts } from '../setup/cloud-accounts.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import { TestFoundry } from '../setup/foundry/foundry.ts';
import { withProvider } from '../terraform/demo.ts';
import { type CloudStanding, cloudStanding } from './cloud-standing.ts';
import { WorkerKiller } from './killer.ts';
import { dbtCloudKills, dbtCloudSteps } from './kills.ts';
import { endOf } from './seen.ts';

const id = 'bcloudcrash';
const brief = { company: 'Acme & Söhne', industry: 'E-commerce', target: 'dbt-cloud', data_volume: 'ten' } as const;

let closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of closing.reverse()) await each.close();
  closing = [];
});

async function open(withGate: boolean): Promise<{ accounts: CloudAccounts; foundry: TestFoundry }> {
  const accounts = await openCloudAccounts();
  closing.push(accounts);
  const foundry = await TestFoundry.open({ withGate, settings: accounts.settings });
  closing.push(foundry);
  return { accounts, foundry };
}

/** So slow that a worker can be killed between two things that Terraform makes or removes. */
const slow = { does: 'wait', ms: 500, path: /\/v[23]\/.*(projects|connections|jobs)\//, times: 100_000 } as const;

/** From the brief to the end of the demo; how it stands live, after a reset, and torn down. */
async function life(foundry: TestFoundry, accounts: CloudAccounts): Promise<Record<string, CloudStanding>> {
  accounts.dbtCloud.faults.plan({ ...slow, method: 'POST' }, { ...slow, method: 'DELETE' });
  const build = await DrivenBuild.start(foundry, id, brief);
  const standing = async () => cloudStanding(accounts, await build.state());
  await build.until('review-scenario');
  await build.untilQuiet();
  await build.decide({ kind: 'approve-scenario' });
  await build.until('review-files');
  await build.decide({ kind: 'approve-files', repositoryName: 'acme-dbt-demo' });
  await build.until('provision', 300);
  await build.decide({ kind: 'provision' });
  const { outline } = await build.until('live', 500, 900_000);
  const live = await standing();
  await build.decide({ kind: 'land', batch: `${outline?.incidents[0]}-on-day-one` });
  await build.until('live', 500, 600_000);
  await build.decide({ kind: 'schedule', on: false });
  await build.until('live', 500, 600_000);
  const landed = await standing();
  await build.decide({ kind: 'reset', asOf: '2026-11-25' });
  await build.until('live', 500, 900_000);
  const reset = await standing();
  await build.decide({ kind: 'tear-down' });
  const tornDown = await cloudStanding(accounts, await build.result());
  return { live, landed, reset, tornDown };
}

it('has a kill for each step that dbt Cloud alone has', () => {
  expect(Object.keys(dbtCloudKills)).toEqual(expect.arrayContaining([...dbtCloudSteps]));
});

describe.runIf(withProvider)('a demo in dbt Cloud', () => {
  it('ends with the same things, each once, when its worker is killed at every step', async () => {
    const calm = await open(false);
    const undisturbed = await life(calm.foundry, calm.accounts);
    await calm.foundry.close();

    const { foundry, accounts } = await open(true);
    const killer = new WorkerKiller(foundry, dbtCloudKills, id);
    if (foundry.gate) foundry.gate.watcher = killer;
    const disturbed = await life(foundry, accounts).catch((error: unknown) => {
      throw killer.failure ?? error;
    });
    const ends = await Promise.all(killer.deaths.map(({ hit }) => endOf(foundry, hit)));
    console.table(
      killer.deaths.map(({ step, activity, moment }, index) => ({
        step,
        activity,
        'killed at': moment,
        attempts: ends[index]?.attempt,
      })),
    );
    expect(killer.failure).toBeUndefined();
    expect(killer.planned).toEqual([]);
    for (const [index, { hit }] of killer.deaths.entries()) expect(ends[index]?.attempt).toBeGreaterThan(hit.attempt);
    expect(disturbed).toEqual(undisturbed);
  }, 3_000_000);
});
