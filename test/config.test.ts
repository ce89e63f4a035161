import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfig, readConfig, root, SettingRefused, toEnv } from '../src/config.ts';
import { fieldNames, fieldOf } from '../src/domain/accounts/fields.ts';
import { settings } from '../src/settings.ts';
import { usableValues } from './domain/accounts/usable-values.ts';

const key = Buffer.alloc(32, 7).toString('base64');

describe('the settings', () => {
  it('have a default each, so that an empty environment is enough', () => {
    expect(readConfig({}, 6)).toMatchObject({
      folders: { data: join(root, '.data'), tools: join(root, '.tools') },
      web: { host: '127.0.0.1', port: 3400 },
      temporal: { address: undefined, cli: join(root, '.tools/bin/temporal'), retentionDays: 90 },
      dbt: { python: join(root, '.tools/dbt/bin/python'), concurrency: 6 },
      payloads: { key: undefined, keyId: 'local' },
      builds: { expiryDays: 30, productionSchedule: '0 6 * * *', workAhead: true, archiveRepositoryOnTeardown: false },
      ai: {
        provider: 'builtin',
        anthropic: { key: undefined, baseUrl: undefined, model: 'claude-opus-5-5' },
        openai: { key: undefined, baseUrl: undefined, model: 'gpt-6.1-sol' },
        tokenBudget: 2_000_000,
      },
      log: { level: 'info' },
    });
  });

  it('take an empty value for a default', () => {
    expect(readConfig({ PORT: ' ', DBT_CONCURRENCY: '', LOG_LEVEL: '' }, 3)).toEqual(readConfig({}, 3));
  });

  it.each([
    ['PORT', '70000', /PORT must be a whole number from 0 to 65535, not "70000"/],
    ['PORT', '80a', /whole number/],
    ['HOST', '0.0.0.0', /HOST must be a loopback address .* login is not configured, not "0.0.0.0"/],
    ['HOST', '192.168.1.4', /login is not configured/],
    ['TEMPORAL_ADDRESS', 'temporal', /host and a port/],
    ['DBT_CONCURRENCY', '0', /from 1 to 256, not "0"/],
    ['PRODUCTION_SCHEDULE', 'daily', /five fields/],
    ['PRODUCTION_SCHEDULE', '0 24 * * *', /cron line .* not "0 24 \* \* \*"/],
    ['BUILD_EXPIRY_DAYS', '-1', /whole number/],
    ['WORK_AHEAD', 'maybe', /"on" or "off", not "maybe"/],
    ['DEFAULT_AI_PROVIDER', 'oracle', /one of builtin, anthropic and openai, not "oracle"/],
    ['DEFAULT_OPENAI_MODEL', 'my model', /id of a model, not "my model"/],
    ['AI_TOKEN_BUDGET', '5', /from 10000 to/],
    ['LOG_LEVEL', 'loud', /one of trace/],
  ])('refuse %s=%s in a sentence that names it', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'setting-refused', setting: name, message: expect.stringMatching(sentence) }),
    );
  });

  it.each(['short', 'x'.repeat(44), `${key}AAAA`])('never quote a key that is refused (%s)', (value) => {
    try {
      readConfig({ PAYLOAD_KEY: value });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SettingRefused);
      expect(String(error)).toContain('32 bytes in base64');
      expect(String(error)).not.toContain(value);
    }
  });

  it.each([
    ['ANTHROPIC_API_KEY', 'sk-ant'],
    ['ANTHROPIC_API_KEY', 'sk-ant-api03-with\na-line-break-in-it'],
    ['OPENAI_API_KEY', 'sk-proj-with a space in the middle'],
    ['OPENAI_BASE_URL', 'https://someone:secret@gateway.example/v1'],
    ['ANTHROPIC_BASE_URL', 'gateway.test'],
    ['VAULT_URL', 'http://someone:secret@store.test'],
  ])('never quote what is refused of %s', (name, value) => {
    try {
      readConfig({ [name]: value });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'setting-refused', setting: name });
      expect(String(error)).not.toContain(value);
      expect(String(error)).not.toContain('secret');
    }
  });

  it('reach a child process unchanged', () => {
    const changed = {
      ...{
        DATA_DIR: '/d',
        TOOLS_DIR: '/t',
        HOST: '::1',
        PORT: '0',
        TEMPORAL_ADDRESS: 'host:7233',
        TEMPORAL_NAMESPACE: 'n',
      },
      ...{ TEMPORAL_PORT: '1', TEMPORAL_UI_PORT: '2', TEMPORAL_UI_URL: 'http://host:8233', TEMPORAL_CLI: '/cli' },
      ...{ RETENTION_DAYS: '3', DBT_PYTHON: '/python', DBT_CONCURRENCY: '4', PAYLOAD_KEY: key, PAYLOAD_KEY_ID: 'k2' },
      ...{ VAULT_URL: 'rediss://store.test:6380', VAULT_KEY: key },
      ...{ BUILD_EXPIRY_DAYS: '5', PRODUCTION_SCHEDULE: '5 4 * * 1-5', WORK_AHEAD: 'off' },
      ...{ DEFAULT_AI_PROVIDER: 'openai', AI_TOKEN_BUDGET: '50000' },
      ...{ ANTHROPIC_API_KEY: 'sk-ant-api03-0123456789', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' },
      ...{ OPENAI_API_KEY: 'sk-proj-0123456789012', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
      ...{ DEFAULT_ANTHROPIC_MODEL: 'claude-sonnet-5-5', DEFAULT_OPENAI_MODEL: 'gpt-6-luna' },
      ...{ GITHUB_API_URL: 'https://github.test/api/v3', DBT_TEMPLATE_REPO_URL: 'acme/start' },
      ...{ DBT_TEMPLATE_REPO_REF: 'v1.2', TERRAFORM_BIN: '/terraform', TERRAFORM_PROVIDER_MIRROR: '/mirror' },
      DEFAULT_WAREHOUSE_TYPE: 'databricks',
      ...{ ARCHIVE_REPOSITORY_ON_TEARDOWN: 'on', LOG_LEVEL: 'debug', LOG_PRETTY: 'off' },
      ...Object.fromEntries(
        fieldNames.map((name) => [fieldOf(name).setting, usableValues[name].replaceAll('\n', '\\n')]),
      ),
    };
    expect(Object.keys(changed).sort()).toEqual(Object.keys(settings).sort());
    expect(toEnv(readConfig(changed))).toEqual(changed);
    expect(readConfig(toEnv(readConfig({}, 3)), 99)).toEqual(readConfig({}, 3));
  });

  it('of accounts refuse nothing at start, as other programs read them too', () => {
    const { accounts } = readConfig({ SNOWFLAKE_PRIVATE_KEY: '/home/me/key.p8', DEFAULT_GITHUB_ORG: ' ' });
    expect(accounts).toEqual({ snowflake_private_key: '/home/me/key.p8' });
  });

  it('come from the environment first, then from .env', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, '.env');
    await writeFile(file, 'PORT=4000\nRETENTION_DAYS=7 # a week\n');
    expect(loadConfig({ PORT: '5000' }, file)).toMatchObject({ web: { port: 5000 }, temporal: { retentionDays: 7 } });
    expect(loadConfig({ PORT: '' }, file).web.port).toBe(3400);
    expect(loadConfig({}, join(folder, 'none'))).toEqual(readConfig({}));
  });
});

describe('the documents of the settings', () => {
  const defaults = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.default]));

  it('.env.example lists every setting with its default', () => {
    const lines = readFileSync(join(root, '.env.example'), 'utf8').split('\n');
    const listed = lines.filter((line) => /^# [A-Z_]+=/.test(line)).map((line) => line.slice(2));
    expect(parseEnv(listed.join('\n'))).toEqual(defaults);
  });

  it('docs/configuration.md lists every setting with its default', () => {
    const text = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| (?:`(.*?)`|not set|number of cores) +\| ./gm)];
    expect(Object.fromEntries(rows.map(([, name, preset]) => [name, preset ?? '']))).toEqual(defaults);
  });
});
