import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../src/api/setup/build-id.ts';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

describe('the setup form', () => {
  it('keeps what was typed and says beside the field what is wrong', async () => {
    const notes = 'They said <b>no</b> & left';
    const response = await app.form('/builds', { company: '  ', discovery_notes: notes, call_minutes: '3' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toMatch(/id="company-error"[^>]*>Name the company\./);
    expect(html).toMatch(/id="call_minutes-error"[^>]*>A call has at least 5 minutes\./);
    expect(html).toContain('They said &lt;b&gt;no&lt;/b&gt; &amp; left');
    // The group that holds a wrong entry is open.
    expect(html).toMatch(/<details class="group" open=""><summary>The call/);
  });

  it('refuses notes that are too long, with their field', async () => {
    const response = await app.form('/builds', { company: 'A', discovery_notes: 'x'.repeat(200_001) });
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(
      /id="discovery_notes-error"[^>]*>The notes may have at most 200,000 characters/,
    );
  });

  it('refuses a warehouse that dbt Cloud does not reach, and starts no build for it', async () => {
    const brief = { company: 'Cloud & Co', target: 'dbt-cloud', warehouse: 'duckdb' };
    const response = await app.form('/builds', brief);
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/id="target-error"[^>]*>dbt Cloud does not reach DuckDB/);
    expect((await app.json('POST', '/api/builds', { brief })).status).toBe(422);
    expect(await app.records.listBuilds({ limit: 10, text: 'Cloud & Co' })).toEqual([]);
  });

  it('starts one build, however often it is sent', async () => {
    const fields = {
      company: 'Twice & Co',
      token: newToken(),
      time_zone: 'Europe/Berlin',
      include_semantic_layer: 'on',
    };
    const answers = await Promise.all([app.form('/builds', fields), app.form('/builds', fields)]);
    const places = answers.map((answer) => answer.headers.get('location'));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(places[0]).toMatch(/^\/builds\/b[a-z2-7]{11}$/);
    expect(places[1]).toBe(places[0]);
    expect(await app.records.listBuilds({ limit: 10, text: 'Twice' })).toHaveLength(1);
    const state = await app.asks(String(places[0]).slice('/builds/'.length), 'review-scenario');
    expect(state).toMatchObject({ company: 'Twice & Co', timeZone: 'Europe/Berlin' });
  });

  it('takes the day before the call as the last day of the data', async () => {
    const id = await app.startBuild({ company: 'A', call_date: '2027-03-01' });
    expect(await app.asks(id, 'review-scenario')).toMatchObject({ asOf: '2027-02-28' });
  });

  it('fills in an example, and another demo’s brief without its company', async () => {
    expect(await app.text('/builds/new?example=ecommerce')).toContain('value="Petal &amp; Pine"');
    const id = await app.startBuild({ company: 'First Customer', industry: 'Very particular' });
    const html = await app.text(`/builds/new?from=${id}`);
    expect(html).toContain('value="Very particular"');
    expect(html).not.toContain('value="First Customer"');
  });

  it('begins with nothing of a demo that was started, even where its draft arrives late', async () => {
    const typed = { company: 'Late Ltd', token: newToken(), target: 'dbt-cloud', github_owner: 'of-the-last-demo' };
    expect((await app.form('/builds', typed)).status).toBe(303);
    expect((await app.form('/builds/draft', typed)).status).toBe(204);
    expect(await app.text('/builds/new')).not.toMatch(/Late Ltd|of-the-last-demo/);
  });

  it('begins with nothing of a demo whose draft is kept while it starts', async () => {
    for (let round = 0; round < 5; round++) {
      const typed = { company: 'Meanwhile Ltd', token: newToken() };
      const drafts = [1, 2, 3, 4].map(() => app.form('/builds/draft', typed));
      await Promise.all([app.form('/builds', typed), ...drafts]);
      expect(await app.text('/builds/new')).not.toContain('Meanwhile Ltd');
    }
  });

  it('keeps a draft until the build is started', async () => {
    await app.form('/builds/draft', { company: 'Half typed', token: newToken() });
    expect(await app.text('/builds/new')).toContain('value="Half typed"');
    expect(await app.text('/builds/new?empty=1')).not.toContain('Half typed');
    expect(await app.text('/builds/new')).not.toContain('Half typed');
  });

  it('reads a brief file into the form', async () => {
    const form = new FormData();
    form.set('yaml', '');
    form.set('file', new File(['company: From a file\ncall_minutes: 45\n'], 'brief.yaml'));
    const response = await fetch(new URL('/builds/brief-file', app.base), { method: 'POST', body: form });
    const html = await response.text();
    expect(html).toContain('value="From a file"');
    expect(html).toContain('value="45"');
  });

  it('names what is unknown in a brief file, and keeps its text', async () => {
    const response = await app.form('/builds/brief-file', { yaml: 'company: A\ncolour: red' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('“colour” is no key of a brief.');
    expect(html).toContain('company: A\ncolour: red');
  });

  it('says that a brief file is no YAML', async () => {
    const response = await app.form('/builds/brief-file', { yaml: 'company: [a' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('The file cannot be read');
  });
});

describe('the API', () => {
  const refused = async (body: unknown) => {
    const response = await app.json('POST', '/api/builds', body);
    return [response.status, await response.json()];
  };

  it('refuses unknown keys by name', async () => {
    expect(await refused({ brief: { company: 'A', colour: 'red' } })).toEqual([
      422,
      { error: { code: 'brief-refused', sentence: '“colour” is no key of a brief.' } },
    ]);
    const [status, body] = await refused({ brief: { company: 'A' }, zone: 'UTC' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('“zone” is not known here');
  });

  it('names the field that is wrong', async () => {
    expect(await refused({ brief: { company: 'A', warehouse: 'oracle' } })).toMatchObject([
      422,
      { error: { code: 'brief-refused', field: 'warehouse' } },
    ]);
    expect(await refused({ brief: {} })).toMatchObject([422, { error: { field: 'company' } }]);
  });

  it('says that a body is no JSON, or too large', async () => {
    const post = (body: string) => fetch(new URL('/api/builds', app.base), { method: 'POST', body });
    expect((await post('{')).status).toBe(400);
    expect(
      (await post(JSON.stringify({ brief: { company: 'A', discovery_notes: 'x'.repeat(4_000_000) } }))).status,
    ).toBe(413);
  });

  it('takes a brief file as it is', async () => {
    const response = await fetch(new URL('/api/builds', app.base), {
      method: 'POST',
      headers: { 'content-type': 'application/yaml' },
      body: 'company: By YAML\n',
    });
    expect(response.status).toBe(201);
  });

  it('does not know builds that were never there', async () => {
    expect((await app.json('GET', '/api/builds/bnever22there')).status).toBe(404);
    expect((await app.json('GET', '/api/builds/..%2f..')).status).toBe(404);
    expect((await app.json('GET', `/api/artifacts/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await app.json('GET', '/api/artifacts/..%2f..%2fetc%2fpasswd')).status).toBe(404);
  });
});
