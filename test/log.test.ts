import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../src/config.ts';

const script = `
  import { readConfig, toEnv } from './src/config.ts';
  import { createLogger } from './src/log.ts';
  const config = readConfig({
    ANTHROPIC_API_KEY: 'sk-ant-api03-SECRET0123456789',
    OPENAI_API_KEY: 'sk-proj-SECRET0123456789',
    PAYLOAD_KEY: Buffer.alloc(32, 'SECRET').toString('base64'),
    VAULT_KEY: Buffer.alloc(32, 'SECRET').toString('base64'),
    VAULT_URL: 'redis://someone:SECRET@store.test',
    GITHUB_TOKEN: 'ghp_SECRET0123456789',
    SNOWFLAKE_PRIVATE_KEY: 'SECRET',
    BIGQUERY_SERVICE_ACCOUNT: '{"private_key": "SECRET"}',
  });
  const log = createLogger(config.log, 'test');
  log.warn(config, 'as it is');
  log.warn({ config, env: toEnv(config) }, 'inside');
  log.warn(toEnv(config), 'as the environment');
`;

it('never has a key, however the settings are logged', async () => {
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script],
    { cwd: root, env: { PATH: process.env.PATH } },
  );
  expect(stderr.trim().split('\n')).toHaveLength(3);
  expect(stderr).toContain('claude-');
  expect(stderr.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(27);
  expect(stderr).not.toContain('SECRET');
  expect(stderr).not.toContain(Buffer.alloc(32, 'SECRET').toString('base64'));
});
