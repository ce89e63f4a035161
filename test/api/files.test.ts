import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildState } from '../../src/domain/build/state.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

async function underReview(green = true): Promise<BuildState> {
  app.stubs.green = green;
  const id = await app.startBuild();
  await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
  return app.asks(id, 'review-files');
}

const edit = (state: BuildState, path: string, content: string) =>
  app.form(`/builds/${state.id}/decisions`, {
    kind: 'edit-files',
    ask: String(state.ask?.number),
    revision: String(state.revision),
    path,
    content,
  });

const fileText = (id: string, path: string) =>
  app.text(`/builds/${id}/files/view?${new URLSearchParams({ group: 'main', path })}`, { 'hx-request': 'true' });

describe('the files', () => {
  it('are shown coloured by classes, seeds as tables', async () => {
    const { id } = await underReview();
    expect(await fileText(id, 'models/marts/fct_orders.sql')).toMatch(/<span class="t-keyword">with<\/span>/);
    expect(await fileText(id, 'seeds/raw_shop__orders.csv')).toContain('<th>order_id</th>');
  });

  it('cannot be approved while their rehearsal is red; what was found stands beside the file and its line', async () => {
    const state = await underReview(false);
    const html = await app.text(`/builds/${state.id}`);
    expect(html).toMatch(/<button type="submit" data-tone="main" disabled="">Approve and publish/);
    expect(html).toContain('The rehearsal is red');
    expect(html).toContain('models/marts/fct_orders.sql:2');
    expect(await fileText(state.id, 'models/marts/fct_orders.sql')).toMatch(
      /id="line-2">[\s\S]*<span class="code-finding">no such column: amuont/,
    );
    expect((await app.decide(state, { kind: 'approve-files' })).status).toBe(409);
  });

  it('are edited as overlays that a later edit keeps', async () => {
    const first = await underReview();
    const sql = 'with final as (select 2 as order_id) select order_id from final\n';
    expect((await edit(first, 'models/marts/fct_orders.sql', sql)).status).toBe(200);
    const second = await app.asks(first.id, 'review-files', first.ask?.number);
    expect((await edit(second, 'README.md', '# Mine\r\n')).status).toBe(200);
    const third = await app.asks(first.id, 'review-files', second.ask?.number);
    expect(third.revision).toBe(3);
    expect(await fileText(first.id, 'models/marts/fct_orders.sql')).toContain('>2<');
    expect(await fileText(first.id, 'README.md')).toContain('# Mine');
    // An edit of an edit still lies on the generated file.
    expect((await edit(third, 'README.md', '# Mine again\n')).status).toBe(200);
    const fourth = await app.asks(first.id, 'review-files', third.ask?.number);
    expect(await fileText(first.id, 'README.md')).toContain('# Mine again');
    // Written back as it was, it is no edit any more.
    expect((await edit(fourth, 'README.md', '# A demo\n')).status).toBe(200);
    await app.asks(first.id, 'review-files', fourth.ask?.number);
    expect(await app.text(`/builds/${first.id}`)).not.toMatch(/README\.md<span class="quiet"> edited/);
  });

  it.each([
    '../outside.sql',
    '/etc/passwd',
    'models/../../x.sql',
    'models/a\0.sql',
    '.git/config',
    'models/x.py',
    'models//x.sql',
  ])('refuse the path %j, keep the text, change nothing', async (path) => {
    const state = await underReview();
    const response = await edit(state, path, 'select 1 as kept');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('select 1 as kept');
    expect((await app.state(state.id))?.revision).toBe(state.revision);
  });

  it('refuse YAML that cannot be read and SQL that runs statements', async () => {
    const state = await underReview();
    const yaml = await edit(state, 'models/schema.yml', 'models: [');
    expect(yaml.status).toBe(422);
    expect(await yaml.text()).toContain('role="alert"');
    expect((await edit(state, 'models/a.sql', "{{ run_query('drop table x') }}")).status).toBe(422);
    expect((await edit(state, 'models/big.md', 'x'.repeat(600_000))).status).toBe(422);
  });

  it('are downloaded as they are shown', async () => {
    const { id } = await underReview();
    const response = await fetch(new URL(`/builds/${id}/project.zip`, app.base));
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(Object.keys(files)).toEqual([
      'petal_pine_demo/README.md',
      'petal_pine_demo/models/marts/fct_orders.sql',
      'petal_pine_demo/seeds/raw_shop__orders.csv',
    ]);
    expect(new TextDecoder().decode(files['petal_pine_demo/README.md'])).toBe('# A demo\n');
  });

  it('have their rehearsal report with every check', async () => {
    const { id } = await underReview();
    const html = await app.text(`/builds/${id}/rehearsal`);
    expect(html).toContain('Strict parse');
    expect(html).toContain('main.fct_orders');
    expect(html).toContain('How does revenue move?');
  });
});

describe('the live demo', () => {
  async function liveDemo(): Promise<BuildState> {
    const state = await underReview();
    await app.decide(state, { kind: 'approve-files' });
    await app.decide(await app.asks(state.id, 'provision'), { kind: 'provision' });
    return app.asks(state.id, 'live');
  }

  it('offers what may be landed, with the seconds of the last time, and then its mending', async () => {
    const state = await liveDemo();
    const before = await app.text(`/builds/${state.id}`);
    expect(before).toContain('Land the next day');
    const [incident] = state.outline?.incidents ?? [];
    const response = await app.form(`/builds/${state.id}/decisions`, {
      kind: 'land',
      ask: String(state.ask?.number),
      revision: String(state.revision),
      batch: `${incident}-on-day-one`,
    });
    expect(response.status).toBe(200);
    const struck = await app.asks(state.id, 'live', state.ask?.number);
    const after = await app.text(`/builds/${state.id}/live-now`);
    expect(after).toContain('Mend');
    expect(after).not.toContain('Land the next day');
    expect((await app.decide(struck, { kind: 'land', batch: 'next-day' })).status).toBe(409);
  });

  it('has talk track, lineage, numbers, downloads and a clone command', async () => {
    const { id } = await liveDemo();
    const html = await app.text(`/builds/${id}`);
    for (const part of [
      'Get started',
      'Demo flow',
      'Advanced',
      'class="graph"',
      'class="bars"',
      'git clone file:///',
    ]) {
      expect(html, part).toContain(part);
    }
    expect(await app.text(`/builds/${id}/summary.md`)).toMatch(/^# /);
    expect(await app.text(`/builds/${id}/data_quality_demo_guide.md`)).toContain('Incident:');
    expect(await app.text(`/builds/${id}/brief.yaml`)).toContain('company: Petal & Pine');
  });

  it('serves dbt’s docs in a sandbox', async () => {
    const { id } = await liveDemo();
    const response = await fetch(new URL(`/builds/${id}/docs/`, app.base));
    expect(response.headers.get('content-security-policy')).toBe('sandbox allow-scripts');
    expect(await response.text()).toContain('dbt docs');
  });

  it('is extended, and torn down', async () => {
    const state = await liveDemo();
    expect((await app.decide(state, { kind: 'extend', days: '400' })).status).toBe(422);
    await app.decide(state, { kind: 'extend', days: '10' });
    const extended = await app.asks(state.id, 'live', state.ask?.number);
    expect(Date.parse(extended.expiresAt ?? '') - Date.parse(state.expiresAt ?? '')).toBe(10 * 86_400_000);
    await app.decide(extended, { kind: 'tear-down' });
    await expect.poll(async () => (await app.state(state.id))?.outcome).toBe('torn-down');
    expect(await app.text(`/builds/${state.id}`)).toContain('Torn down');
  });
});
