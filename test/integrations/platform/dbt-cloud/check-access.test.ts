import { describe, expect, it } from 'vitest';
import { checkDbtCloudAccess } from '../../../../src/integrations/platform/dbt-cloud/check-access.ts';
import type { DbtCloud } from '../../../setup/dbt-cloud/stand-in.ts';
import { openAccount } from './opened.ts';

async function look(cloud: DbtCloud, question: Partial<Parameters<typeof checkDbtCloudAccess>[0]> = {}) {
  const checks = await checkDbtCloudAccess({
    ...{ host: cloud.url, accountId: cloud.accountId, token: cloud.token, pausesMs: [1], callLimitMs: 1_000 },
    ...{ semanticLayer: true, githubInstallationId: 31_337 },
    ...question,
  });
  expect(JSON.stringify(checks)).not.toContain(question.token ?? cloud.token);
  return {
    states: Object.fromEntries(checks.map(({ id, state }) => [id, state])),
    sentences: Object.fromEntries(checks.map(({ id, sentence }) => [id, sentence])),
    checks,
  };
}

describe('looking at an account before any work', () => {
  it('says what is well and what only later steps can prove', async () => {
    const { cloud } = await openAccount();
    const { states, sentences } = await look(cloud);
    expect(states).toEqual({
      account: 'ok',
      permissions: 'unknown',
      'semantic-layer': 'ok',
      'advanced-ci': 'ok',
      'github-app': 'unknown',
    });
    expect(sentences.account).toContain('enterprise_2025');
    expect(sentences.permissions).toContain('proven when Terraform makes the project');
    expect(cloud.unexpected).toEqual([]);
  });

  it('changes nothing', async () => {
    const { cloud } = await openAccount();
    await look(cloud);
    expect(new Set(cloud.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('tells a refused token without printing it', async () => {
    const { cloud } = await openAccount();
    const { states, checks } = await look(cloud, { token: 'dbtc_wrong' });
    expect(states).toMatchObject({ account: 'failed', permissions: 'failed' });
    expect(checks[0]?.mend).toContain('service token');
  });

  it('tells an account that the token does not see', async () => {
    const { cloud } = await openAccount();
    expect((await look(cloud, { accountId: 1 })).sentences.account).toContain('does not see the account 1');
  });

  it('tells a locked account', async () => {
    const { cloud } = await openAccount();
    cloud.state.account.locked = true;
    expect((await look(cloud)).states.account).toBe('failed');
  });

  it('names what the token does not see', async () => {
    const { cloud } = await openAccount();
    cloud.faults.plan(
      { does: 'refuse', status: 403, path: '/connections/', times: 9 },
      { does: 'refuse', status: 404, path: '/jobs/', times: 9 },
    );
    const { states, sentences } = await look(cloud);
    expect(states).toMatchObject({ account: 'ok', permissions: 'failed' });
    expect(sentences.permissions).toBe('The token does not see the account’s connections, jobs.');
  });

  it.each([
    ['developer_2022', 'failed'],
    ['starter_2025', 'ok'],
    ['something_new', 'unknown'],
  ])('tells by the plan %s whether metrics can be served: %s', async (plan, state) => {
    const { cloud } = await openAccount();
    cloud.state.account.plan = plan;
    expect((await look(cloud)).states['semantic-layer']).toBe(state);
    expect((await look(cloud, { semanticLayer: false })).states['semantic-layer']).toBe('ok');
  });

  it('tells whether advanced CI is on, and does without where features cannot be read', async () => {
    const { cloud } = await openAccount();
    cloud.state.features['advanced-ci'] = false;
    expect((await look(cloud)).sentences['advanced-ci']).toContain('without a comparison');
    cloud.faults.plan({ does: 'show-page', status: 404, path: '/features/', times: 9 });
    cloud.state.account.plan = 'something_new';
    expect((await look(cloud)).states['advanced-ci']).toBe('unknown');
  });

  it('tells whether dbt Cloud knows the GitHub installation, where it says', async () => {
    const { cloud } = await openAccount();
    cloud.state.installations = [{ id: 31_337, login: 'acme' }];
    expect((await look(cloud)).sentences['github-app']).toBe('dbt Cloud knows the installation 31337, of acme.');
    const other = await look(cloud, { githubInstallationId: 5 });
    expect(other.states['github-app']).toBe('failed');
    expect(other.sentences['github-app']).toContain('31337 (acme)');
    expect((await look(cloud, { githubInstallationId: undefined })).states['github-app']).toBe('failed');
  });

  it('keeps each check to itself when the service fails', async () => {
    const { cloud } = await openAccount();
    cloud.faults.plan({ does: 'show-page', status: 503, path: /^\/v2\/accounts\/$/, times: 9 });
    const { states } = await look(cloud);
    expect(states).toMatchObject({ account: 'unknown', permissions: 'unknown', 'github-app': 'unknown' });
  });

  it('says of a host that is none just that', async () => {
    const { cloud } = await openAccount();
    const { checks } = await look(cloud, { host: 'not a host' });
    expect(checks).toMatchObject([
      { id: 'account', state: 'failed', mend: expect.stringContaining('cloud.getdbt.com') },
    ]);
  });
});
