import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { BuildState } from '../../src/domain/build/state.ts';
import { scenarioSchema } from '../../src/domain/scenario/scenario.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import { buildWorkflowId } from '../../src/workflows/messages.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

const said = (state: BuildState, fields: Record<string, string>): Record<string, string> => ({
  ask: String(state.ask?.number),
  revision: String(state.revision),
  ...fields,
});

describe('a decision', () => {
  it('is taken once, however often its button is pressed', async () => {
    const id = await app.startBuild();
    const state = await app.asks(id, 'review-scenario');
    const path = `/builds/${id}/decisions`;
    const answers = await Promise.all([1, 2, 3].map(() => app.form(path, said(state, { kind: 'approve-scenario' }))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await answers[0]?.text()).toContain('Taken.');
    await app.asks(id, 'review-files');
    expect(await app.records.listDecisions(id)).toMatchObject([
      { kind: 'approve-scenario', outcome: 'accepted', by: 'local', via: 'page', revision: 1 },
    ]);
  });

  it('on an older revision is refused with the reason, recorded, and changes nothing', async () => {
    const id = await app.startBuild();
    const old = await app.asks(id, 'review-scenario');
    await app.decide(old, { kind: 'regenerate', instructions: 'shorter' });
    const now = await app.asks(id, 'review-scenario', old.ask?.number);
    expect(now.revision).toBe(2);
    const accepted = async () => {
      const { events } = await app.client.workflow.getHandle(buildWorkflowId(id)).fetchHistory();
      return events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
    };
    const before = await accepted();
    const response = await app.form(`/builds/${id}/decisions`, said(old, { kind: 'approve-scenario' }));
    expect(response.status).toBe(409);
    expect(await response.text()).toMatch(
      /role="alert">This was decided on revision 1; the build is at revision 2 now/,
    );
    expect(await accepted()).toBe(before);
    expect((await app.records.listDecisions(id)).at(-1)).toMatchObject({ outcome: 'refused', revision: 1 });
  });

  it('that does not answer the question is refused', async () => {
    const state = await app.asks(await app.startBuild(), 'review-scenario');
    const response = await app.decide(state, { kind: 'provision' });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: 'decision-refused', sentence: expect.stringContaining('does not answer') },
    });
  });

  it('of a kind that nobody knows, or with a field that does not fit, is refused by its field', async () => {
    const state = await app.asks(await app.startBuild(), 'review-scenario');
    expect((await app.decide(state, { kind: 'explode' })).status).toBe(422);
    const named = await app.decide(state, { kind: 'approve-files', repositoryName: '../evil' });
    expect(named.status).toBe(422);
    expect(await named.json()).toMatchObject({ error: { field: 'repositoryName' } });
  });

  it('for a section that no scenario has is refused, and drafts nothing anew', async () => {
    const state = await app.asks(await app.startBuild(), 'review-scenario');
    const drafts = app.stubs.count('draftScenario');
    const refused = await app.decide(state, { kind: 'regenerate', instructions: 'shorter', section: 'model' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      error: { field: 'section', sentence: expect.stringMatching(/“model”/) },
    });
    expect(app.stubs.count('draftScenario')).toBe(drafts);
  });

  it('with a schedule that never comes is refused', async () => {
    const state = await app.asks(await app.startBuild(), 'review-scenario');
    const refused = await app.decide(state, { kind: 'provision', schedule: 'a b c d e' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      error: { field: 'schedule', sentence: expect.stringMatching(/minute/) },
    });
  });

  it('that names something stored is read first: what is missing or unfit is refused by its field', async () => {
    const { artifacts } = app;
    const state = await app.asks(await app.startBuild(), 'review-scenario');
    const scenario = await getJson(artifacts, scenarioSchema, state.revisions.at(-1)?.scenario ?? '');
    const unsound = await putJson(artifacts, {
      ...scenario,
      marts: scenario.marts.map((mart) => ({ ...mart, name: 'fct_same' })),
    });
    const overlay = (path: string) => ({ path, beneath: null, content: 'x' });
    const leadingOut = await putJson(artifacts, { schema: 'overlays/1', overlays: [overlay('../evil.sql')] });
    const nothing = 'a'.repeat(64);
    const refusals: [object, string, RegExp][] = [
      [{ kind: 'regenerate', instructions: nothing }, 'instructions', /No instructions/],
      [{ kind: 'regenerate', instructions: unsound }, 'instructions', /No instructions/],
      [{ kind: 'edit-scenario', scenario: nothing }, 'scenario', /No scenario/],
      [{ kind: 'edit-scenario', scenario: state.brief }, 'scenario', /No scenario/],
      [{ kind: 'edit-scenario', scenario: 'no digest' }, 'scenario', /No scenario/],
      [{ kind: 'edit-scenario', scenario: unsound }, 'scenario', /fct_same/],
      [{ kind: 'edit-files', overlays: nothing }, 'overlays', /No edits/],
      [{ kind: 'edit-files', overlays: leadingOut }, 'overlays', /evil/],
    ];
    for (const [said, field, sentence] of refusals) {
      const response = await app.decide(state, said);
      expect([response.status, await response.json()]).toMatchObject([
        422,
        { error: { field, sentence: expect.stringMatching(sentence) } },
      ]);
    }
    const sound = await putJson(artifacts, { ...scenario, title: 'Another title' });
    expect((await app.decide(state, { kind: 'edit-scenario', scenario: sound })).status).toBe(200);
    const edited = await app.asks(state.id, 'review-scenario', state.ask?.number);
    expect(edited.outline?.title).toBe('Another title');
    const instructions = await putJson(artifacts, { schema: 'instructions/1', text: 'shorter' });
    expect((await app.decide(edited, { kind: 'regenerate', instructions })).status).toBe(200);
    await app.asks(state.id, 'review-scenario', edited.ask?.number);
  });

  it('for a build that has ended, or never was, gets a clear answer', async () => {
    const id = await app.startBuild();
    const state = await app.asks(id, 'review-scenario');
    const handle = app.client.workflow.getHandle(buildWorkflowId(id));
    await app.form(`/builds/${id}/cancel`, {});
    await handle.result();
    const gone = await app.decide(state, { kind: 'approve-scenario' });
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({ error: { sentence: expect.stringContaining('has ended') } });
    const never = await app.decide({ ...state, id: 'bnever22there' }, { kind: 'approve-scenario' });
    expect(never.status).toBe(404);
  });

  it('proposes the repository’s name where the sender has none', async () => {
    const id = await app.startBuild({ company: 'O’Brien & Söhne' });
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    await app.decide(await app.asks(id, 'review-files'), { kind: 'approve-files', via: 'cli' });
    const { repository } = await app.asks(id, 'provision');
    expect(repository?.name).toMatch(/^obrien-soehne-dbt-demo-\d{12}$/);
    expect((await app.records.listDecisions(id)).at(-1)).toMatchObject({ via: 'cli' });
  });
});

describe('without a worker', () => {
  it('a decision is sent but unconfirmed, kept through a restart of the page, and confirmed when a worker is back', async () => {
    const id = await app.startBuild();
    const state = await app.asks(id, 'review-scenario');
    await app.stopWorker();
    const response = await app.form(`/builds/${id}/decisions`, said(state, { kind: 'approve-scenario' }));
    expect(response.status).toBe(202);
    expect(await response.text()).toContain('Sent, not yet confirmed');

    const page = await app.text(`/builds/${id}`);
    expect(page).toContain('No worker answers just now');
    expect(page).toContain('Sent, not yet confirmed: approve the scenario');

    await app.stopPage();
    await app.startPage();
    expect(await app.text(`/builds/${id}`)).toContain('Sent, not yet confirmed: approve the scenario');

    await app.startWorker();
    await app.asks(id, 'review-files');
    await expect
      .poll(async () => (await app.records.listDecisions(id)).map(({ outcome }) => outcome), { timeout: 15_000 })
      .toEqual(['accepted']);
    await expect.poll(() => app.text(`/builds/${id}`)).not.toContain('not yet confirmed');
  }, 60_000);

  it('the page shows phase and steps from the history', async () => {
    const id = await app.startBuild({ company: 'History Ltd' });
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    await app.asks(id, 'review-files');
    await app.stopWorker();
    // Another process of the page has never heard of this build.
    await app.stopPage();
    await app.startPage();
    const html = await app.text(`/builds/${id}`);
    expect(html).toContain('what you see is from the history');
    expect(html).toContain('History Ltd');
    expect(html).toMatch(/aria-current="step"[^>]*>.{0,120}Files preview/);
    expect(html).toContain('Render the project');
    expect((await (await app.json('GET', `/api/builds/${id}`)).json()) as object).toMatchObject({
      state: null,
      from: 'history',
    });
    await app.startWorker();
  }, 60_000);
});

describe('the scenario', () => {
  const edit = (state: BuildState, section: string, yaml: string) =>
    app.form(`/builds/${state.id}/decisions`, said(state, { kind: 'edit-scenario', section, yaml }));

  const yamlOf = async (id: string, section: string) => {
    const html = await app.text(`/builds/${id}/scenario/${section}/edit`, { 'hx-request': 'true' });
    const [, text = ''] = /<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(html) ?? [];
    const signs = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" } as const;
    return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (sign) => signs[sign as keyof typeof signs]);
  };

  it('is edited section by section; what changed shows between revisions', async () => {
    const id = await app.startBuild();
    const state = await app.asks(id, 'review-scenario');
    const yaml = await yamlOf(id, 'context');
    expect(parse(yaml)).toHaveProperty('business_context');
    const response = await edit(state, 'context', yaml.replace(/^title: .*$/m, 'title: Another title'));
    expect(response.status).toBe(200);
    const now = await app.asks(id, 'review-scenario', state.ask?.number);
    expect(now).toMatchObject({ revision: 2, outline: { title: 'Another title' } });
    const diff = await app.text(`/builds/${id}/scenario/diff?from=1&to=2`);
    expect(diff).toContain('<span data-kind="added">+ title: Another title');
    expect(diff).not.toContain('Talk track');
  });

  it('is not changed by an edit that does not hold together; text and reason stay side by side', async () => {
    const id = await app.startBuild();
    const state = await app.asks(id, 'review-scenario');
    const yaml = (await yamlOf(id, 'models')).replace('incremental:', 'incremental_typo:');
    const unknown = await edit(state, 'models', yaml);
    expect(unknown.status).toBe(422);
    const html = await unknown.text();
    expect(html).toContain('incremental_typo:');
    expect(html).toMatch(/role="alert"><li>marts\[\d\]: /);

    const broken = await edit(state, 'models', 'marts: [');
    expect(broken.status).toBe(422);
    const foreign = await edit(state, 'models', 'talk_track: {}');
    expect(await foreign.text()).toContain('“talk_track” is not part of this section');
    const dangling = await edit(
      state,
      'models',
      (await yamlOf(id, 'models')).replaceAll('dim_customers', 'dim_people'),
    );
    expect(dangling.status).toBe(422);
    expect(await dangling.text()).toContain('dim_customers');
    expect((await app.state(id))?.revision).toBe(1);
  });

  it('cannot be edited when it is not asked about', async () => {
    const id = await app.startBuild();
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    await app.asks(id, 'review-files');
    const response = await fetch(new URL(`/builds/${id}/scenario/models/edit`, app.base));
    expect(response.status).toBe(409);
  });
});

describe('going back', () => {
  it('makes a new revision while the build waits', async () => {
    const id = await app.startBuild();
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    const files = await app.asks(id, 'review-files');
    const response = await app.form(`/builds/${id}/rewind`, said(files, { to: 'draft-scenario' }));
    expect(response.status).toBe(200);
    expect(await app.asks(id, 'review-scenario', files.ask?.number)).toMatchObject({ revision: 2, phase: 'scenario' });
    expect((await app.form(`/builds/${id}/rewind`, said(files, { to: 'nowhere' }))).status).toBe(422);
  });

  it('a step that failed says what failed and what to do, and is tried again', async () => {
    app.stubs.failing.set('renderProject', 1);
    const id = await app.startBuild();
    await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
    const failed = await app.asks(id, 'step-failed');
    const html = await app.text(`/builds/${id}`);
    expect(html).toContain('renderProject does not work.');
    expect(html).toContain('Mend it.');
    expect(html).toContain('Try again');
    expect(html).not.toContain('Go on without it');
    await app.decide(failed, { kind: 'retry' });
    await app.asks(id, 'review-files');
  });
});
