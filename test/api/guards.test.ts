import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness, temporalUi } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

/** The status of a GET with a Host header of the test's choice, which `fetch` would not send. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: app.port, path: '/healthz', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('who may ask', () => {
  it('answers on loopback names with its own port', async () => {
    expect(await statusWithHost(`127.0.0.1:${app.port}`)).toBe(200);
    expect(await statusWithHost(`localhost:${app.port}`)).toBe(200);
  });

  it('refuses another host name, and another port', async () => {
    expect(await statusWithHost(`evil.example:${app.port}`)).toBe(421);
    expect(await statusWithHost(`127.0.0.1.evil.example:${app.port}`)).toBe(421);
    expect(await statusWithHost('127.0.0.1:1')).toBe(421);
  });

  it('refuses a form that a page elsewhere sends, and starts nothing', async () => {
    const fields = { company: 'Elsewhere Ltd' };
    const bySite = await app.form('/builds', fields, { 'sec-fetch-site': 'cross-site' });
    const byOrigin = await app.form('/builds', fields, {
      'sec-fetch-site': 'same-origin',
      origin: 'http://evil.example',
    });
    const bySameSite = await app.form('/builds', fields, { 'sec-fetch-site': 'same-site' });
    expect([bySite.status, byOrigin.status, bySameSite.status]).toEqual([403, 403, 403]);
    expect(await app.records.listBuilds({ limit: 10, text: 'Elsewhere' })).toEqual([]);
  });

  it('refuses JSON from a page elsewhere too', async () => {
    const response = await fetch(new URL('/api/builds', app.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
      body: JSON.stringify({ brief: { company: 'Elsewhere Ltd' } }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'origin-refused' } });
  });

  it('sends a strict content policy with every page', async () => {
    const { headers } = await fetch(app.base);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("style-src 'self';");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });
});

describe('the codec endpoint', () => {
  const ask = (origin?: string, path = '/codec/decode') =>
    fetch(new URL(path, app.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin ? { origin, 'sec-fetch-site': 'same-site' } : {}) },
      body: JSON.stringify({ payloads: [] }),
    });

  it('answers Temporal Web and programs', async () => {
    const response = await ask(temporalUi);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(temporalUi);
    expect((await ask()).status).toBe(200);
  });

  it('refuses every other origin, its own included', async () => {
    expect((await ask('http://evil.example')).status).toBe(403);
    expect((await ask(`${temporalUi}0`)).status).toBe(403);
    expect((await ask(app.base)).status).toBe(403);
  });

  it('decrypts what it encrypted', async () => {
    const payload = { metadata: { encoding: btoa('json/plain') }, data: btoa('"secret"') };
    const encrypted = await fetch(new URL('/codec/encode', app.base), {
      method: 'POST',
      body: JSON.stringify({ payloads: [payload] }),
    });
    const body = await encrypted.text();
    expect(body).not.toContain(payload.data);
    const decrypted = await fetch(new URL('/codec/decode', app.base), { method: 'POST', body });
    expect(await decrypted.json()).toEqual({ payloads: [payload] });
  });

  it('says what is wrong with another body', async () => {
    const response = await fetch(new URL('/codec/decode', app.base), { method: 'POST', body: '{"payloads": 1}' });
    expect(response.status).toBe(400);
  });
});
