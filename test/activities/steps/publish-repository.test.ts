import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PublishInput } from '../../../src/activities/contract.ts';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { publishRepository } from '../../../src/activities/steps/publish-repository.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { putTree } from '../../../src/integrations/artifacts/tree.ts';
import { localRepositories } from '../../../src/integrations/repository/local-repositories.ts';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { gitAsPerson } from '../../integrations/repository/repositories.ts';
import { aSnapshot } from '../../views/fixtures/reports.ts';

/** The step on a real store and real Git, with a project that has one change and one batch. */
async function aPublisher() {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-publish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const repositories = localRepositories(join(folder, 'repositories'));
  // The step reads nothing else.
  const step = publishRepository({ artifacts, repositories } as Dependencies);
  const scenario = libraryScenario();
  const [change] = scenario.changes.map(({ id }) => id);
  const scenarioDigest = await putJson(artifacts, scenario);

  const project = async (text: string, changes: readonly string[]): Promise<string> => {
    const branch = await putTree(artifacts, { 'models/loans.sql': 'select 2' });
    return putJson(artifacts, {
      ...aSnapshot(await putTree(artifacts, { 'README.md': text }), scenarioDigest),
      batches: { 'next-day': branch },
      changes: Object.fromEntries(changes.map((id) => [id, branch])),
    });
  };
  const publish = (change: Pick<PublishInput, 'project' | 'revision'>) =>
    step(
      { buildId: 'b1', company: 'Acme', name: 'acme-demo', at: '2026-11-21T08:00:00.000Z', ...change },
      { signal: new AbortController().signal, progress: () => {} },
    );
  const bare = join(folder, 'repositories', 'acme-demo.git');
  return {
    folder,
    bare,
    project,
    publish,
    change: change ?? '',
    log: () => gitAsPerson(bare, 'log', '--format=%s', 'main'),
  };
}

test('a step whose answer was lost makes no second commit, neither at first nor later', async () => {
  const { project, publish, change, log } = await aPublisher();
  const first = { project: await project('one', [change]), revision: 1 };
  const published = await publish(first);
  expect(await publish(first)).toEqual(published);
  expect(await log()).toBe('Initial demo project for Acme');
  const second = { project: await project('two', [change]), revision: 2 };
  expect((await publish(second)).commit).toBe((await publish(second)).commit);
  expect(await log()).toBe('Revision 2 of the demo project for Acme\nInitial demo project for Acme');
});

test('branches of a change that is gone are deleted, those that a person pushed stay', async () => {
  const { folder, bare, project, publish, change } = await aPublisher();
  const { branches } = await publish({ project: await project('one', [change]), revision: 1 });
  expect(branches).toEqual(['batch/next-day', `change/${change}`, 'main']);
  const clone = join(folder, 'clone');
  await gitAsPerson(folder, 'clone', '--quiet', bare, clone);
  await gitAsPerson(clone, 'push', '--quiet', 'origin', 'main:try-out');
  await gitAsPerson(clone, 'commit', '--quiet', '--allow-empty', '-m', 'By hand');
  await gitAsPerson(clone, 'push', '--quiet', 'origin', 'HEAD:change/of-a-person');

  await publish({ project: await project('two', []), revision: 2 });
  expect((await gitAsPerson(bare, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads')).split('\n')).toEqual([
    'batch/next-day',
    'change/of-a-person',
    'main',
    'try-out',
  ]);
});
