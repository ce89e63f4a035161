import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWorkflowId } from '../../src/workflows/messages.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

/** A build whose leftovers the look at start has noted. */
async function leftBehind(company: string): Promise<string> {
  const id = await app.startBuild({ company });
  await app.asks(id, 'review-scenario');
  await app.client.workflow.getHandle(buildWorkflowId(id)).terminate('by an operator');
  const record = await app.records.getBuild(id);
  if (!record) throw new Error('the build was not recorded');
  const updatedAt = new Date(Date.parse(record.updatedAt) + 60_000).toISOString();
  const summary = { leftovers: ['environments', 'repository'] };
  await app.records.upsertBuild({ ...record, status: 'closed', summary, updatedAt });
  app.stubs.leftovers.set(id, ['environments', 'repository']);
  return id;
}

it('shows what was left behind above the list, and removes it', async () => {
  const id = await leftBehind('Petal & Pine');
  const html = await app.text('/');
  expect(html).toContain('Left behind');
  expect(html).toContain('environments, repository');
  const path = /action="(\/builds\/[^"]+\/leftovers\/remove)"/.exec(html)?.[1] ?? '';
  expect(path).toContain(id);

  const response = await app.form(path, {});
  expect(response.status).toBe(200);
  expect(app.stubs.names()).toContain('removeEnvironments');
  expect(app.stubs.calls.find(({ name }) => name === 'retireRepository')?.input).toEqual({
    buildId: id,
    archive: false,
  });
  expect(app.stubs.names()).not.toContain('deleteSchedule');
});

it('says why nothing was removed', async () => {
  const id = await leftBehind('Acme');
  app.stubs.failing.set('removeEnvironments', 1);
  const response = await app.form(`/builds/${id}/leftovers/remove`, {});
  expect(response.status).toBe(409);
  expect(await response.text()).toContain('removeEnvironments does not work.');
});

it('is asked from the page alone', async () => {
  const elsewhere = { 'sec-fetch-site': 'cross-site' };
  expect((await app.form('/builds/babcdefghijk/leftovers/remove', {}, elsewhere)).status).toBe(403);
});
