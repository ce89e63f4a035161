import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { openDbtCloud } from '../../../../src/integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { openAccount } from './opened.ts';

describe('a call to dbt Cloud', () => {
  it.each([
    [401, 'dbt-cloud-token-refused', false],
    [403, 'dbt-cloud-forbidden', false],
    [404, 'dbt-cloud-not-found', false],
    [409, 'dbt-cloud-conflict', true],
    [422, 'dbt-cloud-request-refused', false],
    [500, 'dbt-cloud-unavailable', true],
    [503, 'dbt-cloud-unavailable', true],
  ])('that is answered %i fails as %s', async (status, code, retryable) => {
    const { cloud, client } = await openAccount();
    cloud.faults.plan({ does: 'refuse', status, times: 9 });
    const failure = await client.account().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, retryable, status });
    expect(failure).toHaveProperty('mend', expect.stringMatching(/\.$/));
  });

  it('is told apart when the account is not the token’s', async () => {
    const { cloud, open } = await openAccount();
    const other = open({ accountId: cloud.accountId + 1 });
    await expect(other.account()).rejects.toMatchObject({ code: 'dbt-cloud-account-missing', retryable: false });
  });

  it('refuses a wrong token without printing it', async () => {
    const { open } = await openAccount();
    const failure = await open({ token: 'dbtc_wrong' }).account().catch(String);
    expect(failure).toContain('refused the token');
    expect(failure).not.toContain('dbtc_wrong');
  });

  it('says what dbt Cloud objects to, without the token', async () => {
    const { cloud, client } = await openAccount();
    const data = { schedule: { time: { interval: 'required key not provided' } }, echo: cloud.token };
    cloud.faults.plan({ does: 'refuse', status: 400, message: 'The request was invalid.', data });
    const failure = await client.account().catch(String);
    expect(failure).toContain('schedule.time.interval: required key not provided');
    expect(failure).not.toContain(cloud.token);
  });

  it('waits out a short limit, says so, and goes on', async () => {
    const { cloud, client, lines } = await openAccount();
    cloud.faults.plan({ does: 'refuse', status: 429, retryAfter: '1' });
    const started = performance.now();
    await expect(client.account()).resolves.toMatchObject({ id: cloud.accountId });
    expect(performance.now() - started).toBeGreaterThan(950);
    expect(lines).toEqual(['dbt Cloud asks to wait 1 second']);
  });

  it('hands a long limit on with its wait instead of waiting', async () => {
    const { cloud, client } = await openAccount();
    cloud.faults.plan({ does: 'refuse', status: 429, retryAfter: '300' });
    await expect(client.account()).rejects.toMatchObject({ code: 'dbt-cloud-rate-limited', retryAfterMs: 300_000 });
    expect(cloud.requests).toHaveLength(1);
  });

  it('understands a limit that ends at a date', async () => {
    const { cloud, client } = await openAccount();
    const retryAfter = new Date(Date.now() + 120_000).toUTCString();
    cloud.faults.plan({ does: 'refuse', status: 429, retryAfter });
    const failure = (await client.account().catch((error: unknown) => error)) as { retryAfterMs: number };
    expect(failure.retryAfterMs).toBeGreaterThan(110_000);
    expect(failure.retryAfterMs).toBeLessThanOrEqual(120_000);
  });

  it.each([200, 404])('that is answered with a page (%i) is not taken for an answer', async (status) => {
    const { cloud, client } = await openAccount();
    cloud.faults.plan({ does: 'show-page', status, times: 9 });
    await expect(client.account()).rejects.toMatchObject({ code: 'dbt-cloud-unreadable' });
  });

  it('that a proxy answers with its own failure page is a passing failure', async () => {
    const { cloud, client } = await openAccount();
    cloud.faults.plan({ does: 'show-page', status: 502 });
    await expect(client.account()).resolves.toMatchObject({ id: cloud.accountId });
  });

  it('that is answered with another interface’s JSON is unreadable for good', async () => {
    const { cloud, client } = await openAccount();
    cloud.faults.plan({ does: 'write', text: '{"hello":"world"}' });
    await expect(client.account()).rejects.toMatchObject({ code: 'dbt-cloud-unreadable', retryable: false });
  });

  it('that is never answered ends in time', async () => {
    const { cloud, open } = await openAccount();
    cloud.faults.plan({ does: 'hang', times: 9 });
    const impatient = open({ callLimitMs: 50, pausesMs: [] });
    await expect(impatient.account()).rejects.toMatchObject({ code: 'dbt-cloud-timed-out', retryable: true });
  });

  it('ends with the abort’s own reason', async () => {
    const { cloud, open } = await openAccount();
    cloud.faults.plan({ does: 'hang' });
    const aborting = new AbortController();
    const asked = open({ signal: aborting.signal }).account();
    setTimeout(() => aborting.abort(new Error('the build was cancelled')), 30);
    await expect(asked).rejects.toThrow('the build was cancelled');
  });

  it('that reaches nobody says so', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const nobody = openDbtCloud({ host: `http://127.0.0.1:${port}`, accountId: 1, token: 't', pausesMs: [] });
    await expect(nobody.account()).rejects.toMatchObject({
      code: 'dbt-cloud-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('is not followed to another address, where the token would go too', async () => {
    const { cloud, open } = await openAccount();
    const seen: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: `${cloud.url}/api/v2/accounts/` }).end();
    });
    const port = await portOf(elsewhere);
    const led = open({ host: `http://127.0.0.1:${port}` });
    await expect(led.account()).rejects.toMatchObject({ code: 'dbt-cloud-unreadable' });
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(cloud.requests).toEqual([]);
  });

  it('is logged by service, verb, path and status, and without token, query or body', async () => {
    const { cloud, open } = await openAccount();
    const written: string[] = [];
    const logger = pino({ base: null }, { write: (line) => written.push(line) });
    await open({ logger }).inventory('foundry-bq7cabc23456');
    const calls = written.map((line) => JSON.parse(line));
    expect(calls[0]).toMatchObject({
      service: 'dbt-cloud',
      verb: 'GET',
      path: `/v3/accounts/${cloud.accountId}/projects/`,
      status: 200,
      ms: expect.any(Number),
    });
    expect(written.join('')).not.toContain(cloud.token);
  });
});

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never a string.
  return (server.address() as AddressInfo).port;
}
