import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkGitHubAccess } from '../../../../src/integrations/repository/github/access/check-access.ts';
import { at, filesOf } from '../repositories.ts';
import { someGitHub } from './some-github.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const all = { administration: 'write', contents: 'write', pull_requests: 'write', metadata: 'read' } as const;

async function anApp(permissions: Readonly<Record<string, 'read' | 'write'>> = all, type: 'pkcs1' | 'pkcs8' = 'pkcs1') {
  const some = await someGitHub();
  some.state.apps.set('4712', {
    publicKey: pair.publicKey,
    installations: [{ id: 99, organisation: 'acme', permissions }],
  });
  const privateKey = pair.privateKey.export({ type, format: 'pem' }).toString();
  const credential = { kind: 'app', appId: '4712', privateKey } as const;
  const check = async (
    more: { readonly owner?: string; readonly appId?: string; readonly privateKey?: string } = {},
  ) => {
    const { owner = 'acme', ...other } = more;
    const asked = {
      ...some.access,
      owner,
      credential: { ...credential, ...other },
      name: 'acme-dbt-demo',
      build: 'b1',
    };
    const checks = await checkGitHubAccess(asked);
    expect(JSON.stringify(checks)).not.toContain('PRIVATE KEY');
    return Object.fromEntries(checks.map((one) => [one.id, one]));
  };
  return { ...some, credential, check };
}

describe('a GitHub App', () => {
  it.each(['pkcs1', 'pkcs8'] as const)(
    'makes, fills and removes a repository of its organisation, with a %s key',
    async (type) => {
      const { open, credential, github } = await anApp(all, type);
      const repositories = open({ credential });
      const repository = await repositories.create({ name: 'acme-dbt-demo', build: 'b1' });
      const files = filesOf({ 'a.sql': 'select 1' });
      await repositories.commit({ repository, branch: 'main', files, message: 'First', at });
      expect(new TextDecoder().decode((await repositories.readTree(repository, 'main')).get('a.sql'))).toBe('select 1');
      expect(await repositories.find('b1')).toEqual(repository);
      await repositories.remove(repository);

      const signIns = github.requests.filter((request) => /installation/.test(request));
      expect(signIns).toEqual(['GET /orgs/acme/installation', 'POST /app/installations/99/access_tokens']);
    },
  );

  it('is looked at before any work: its key, what it may do, where it is installed', async () => {
    const { check } = await anApp();
    const checks = await check();
    expect(Object.values(checks).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(checks.owner?.sentence).toBe('The App is installed for acme.');

    const narrow = await (await anApp({ ...all, administration: 'read' })).check();
    expect(narrow.scopes).toMatchObject({ state: 'failed', sentence: 'The App may not write: administration.' });
  });

  it('says where it is not installed, and that its key is another App’s', async () => {
    const { check, github } = await anApp();
    expect((await check({ owner: 'ann' })).token).toMatchObject({
      state: 'failed',
      sentence: 'The GitHub App is not installed for an organisation ann.',
      link: `${github.url}/organizations/ann/settings/installations`,
    });
    expect((await check({ appId: '1' })).token).toMatchObject({
      ...{ state: 'failed', title: 'GitHub App', link: `${github.url}/settings/apps` },
      sentence: 'GitHub refused the App: its id and its key do not belong together.',
    });
  });

  it('is refused at once where its key is none', async () => {
    const { open, credential, check } = await anApp();
    const broken = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
    expect(() => open({ credential: { ...credential, privateKey: broken } })).toThrow(
      expect.objectContaining({ code: 'github-app-key-unusable' }),
    );
    const checks = await check({ privateKey: broken });
    expect(Object.keys(checks)).toEqual(['token']);
    expect(checks.token).toMatchObject({ state: 'failed', mend: expect.stringMatching(/whole private key/) });
  });
});
