import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildState } from '../../src/domain/build/state.ts';
import { runResultsSchema } from '../../src/domain/rehearsal/run-results.ts';
import { getJson } from '../../src/integrations/artifacts/json.ts';
import { type CloudAccounts, openCloudAccounts, secretTexts } from '../setup/cloud-accounts.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import { TestFoundry } from '../setup/foundry/foundry.ts';
import { filesWith, plainHistory } from '../setup/foundry/leaks.ts';
import { withProvider } from '../terraform/demo.ts';

const minutes = 60_000;
const brief = { company: 'Acme & Söhne', industry: 'E-commerce', target: 'dbt-cloud', data_volume: 'ten' } as const;

describe.runIf(withProvider)('a whole demo in dbt Cloud, by real Terraform and real dbt', () => {
  let accounts: CloudAccounts;
  let foundry: TestFoundry;
  let build: DrivenBuild;
  beforeAll(async () => {
    accounts = await openCloudAccounts();
    foundry = await TestFoundry.open({ withPage: true, settings: accounts.settings });
  }, 5 * minutes);
  afterAll(async () => {
    await foundry?.close();
    await accounts?.close();
  }, 2 * minutes);

  const resultsOf = async (state: BuildState) =>
    getJson(foundry.artifacts, runResultsSchema, state.runs.at(-1)?.results ?? '');

  test('goes from a brief to a live demo with no click in between but the reviews', {
    timeout: 12 * minutes,
  }, async () => {
    build = await DrivenBuild.start(foundry, 'bcloudwhole', brief);
    await build.until('review-scenario');
    await build.decide({ kind: 'approve-scenario' });
    await build.until('review-files');
    await build.decide({ kind: 'approve-files', repositoryName: 'acme-dbt-demo' });
    const asked = await build.until('provision');
    expect(asked.plan).toMatchObject({ reasons: [], counts: { delete: 0, replace: 0, update: 0 } });
    expect(asked.plan?.counts.create).toBeGreaterThan(10);
    await build.decide({ kind: 'provision' });
    const live = await build.until('live', 500, 8 * minutes);

    const { state } = accounts.dbtCloud;
    expect(live.runs.map(({ job, subject, asPromised }) => [job, subject, asPromised])).toEqual([
      ['load', 'day-one', true],
      ['production', undefined, true],
      ...(live.outline?.changes ?? []).map((change) => ['ci', change, true]),
    ]);
    expect(live.infrastructure).toMatchObject({ semanticLayer: true });
    expect([state.projects.size, state.repositories.size, state.connections.size, state.jobs.size]).toEqual([
      1, 1, 1, 3,
    ]);
    expect(accounts.github.state.repositories).toMatchObject([{ name: 'acme-dbt-demo', isPrivate: true }]);
    expect(accounts.github.state.repositories[0]?.pulls.map((pull) => pull.state)).toEqual(
      (live.outline?.changes ?? []).map(() => 'open'),
    );
    expect([accounts.github.misuses, accounts.dbtCloud.unexpected]).toEqual([[], []]);
  });

  test('lands an incident red as promised and mends it', { timeout: 6 * minutes }, async () => {
    const [incident] = (await build.state()).outline?.incidents ?? [];
    await build.decide({ kind: 'land', batch: `${incident}-on-day-one` });
    const struck = await build.until('live', 500);
    expect(struck.runs.at(-1)).toMatchObject({ job: 'production', status: 'red', asPromised: true });
    expect((await resultsOf(struck)).nodes.some(({ status }) => status === 'fail')).toBe(true);
    await build.decide({ kind: 'land', batch: 'day-one' });
    expect((await build.until('live', 500)).runs.at(-1)).toMatchObject({ status: 'green', asPromised: true });
  });

  test('shows the demo and all its links on the page, and no secret', { timeout: minutes }, async () => {
    const { infrastructure, repository } = await build.state();
    const page = await (await fetch(new URL(`/builds/${build.id}`, foundry.page))).text();
    for (const link of [infrastructure?.urls.project, repository?.webUrl]) expect(page).toContain(link);
    for (const secret of secretTexts) expect(page).not.toContain(secret);
  });

  test('is taken down without a trace, and its secrets are found nowhere', { timeout: 6 * minutes }, async () => {
    await build.decide({ kind: 'tear-down' });
    const ended = await build.result();
    expect(ended).toMatchObject({ outcome: 'torn-down', left: [], begun: [] });
    const { state } = accounts.dbtCloud;
    for (const kind of ['projects', 'repositories', 'connections', 'credentials', 'environments', 'jobs'] as const) {
      // dbt Cloud keeps what was deleted, under a state that says so.
      expect([kind, [...state[kind].values()].filter((row) => row.state !== 2)]).toEqual([kind, []]);
    }
    expect(accounts.github.state.repositories).toEqual([]);
    expect(await accounts.runs.schemas()).toEqual(['main']);

    const history = await plainHistory(foundry, build);
    for (const secret of secretTexts) expect(history).not.toContain(secret);
    expect(await filesWith(foundry.data, secretTexts)).toEqual([]);
  });
});
