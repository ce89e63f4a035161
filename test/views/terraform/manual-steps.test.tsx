import { expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { cloudEnvironments, cloudJobs } from '../../../src/domain/build/cloud-jobs.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { ManualSteps } from '../../../src/views/terraform/manual-steps.tsx';
import { offered, onGitHub } from '../fixtures/cloud.ts';
import { asking } from '../fixtures/states.ts';

const steps = (over: Partial<BuildState> = {}) =>
  htmlOf(
    <ManualSteps
      state={asking('provision', { ...onGitHub, ...over })}
      snapshot={{ companyName: 'petal_pine', shortId: 'abc' }}
      offered={offered}
    />,
  );

it('name everything that is made, with its values', async () => {
  const html = await steps();
  for (const { name, commands } of Object.values(cloudJobs)) {
    expect(html).toContain(`<td>${name}</td>`);
    for (const command of commands) expect(html).toContain(`<code>${command}</code>`);
  }
  for (const { name } of Object.values(cloudEnvironments)) expect(html).toContain(name);
  expect(html).toContain('data-copy="petal_pine_abc"');
  expect(html).toContain('data-copy="petal_pine_abc_raw"');
  expect(html).toContain('DBT_RAW_SCHEMA');
  expect(html).toContain('0 6 * * * (UTC)');
  expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo"');
});

it('say what a connection holds, and of a secret only that there is one', async () => {
  const access = {
    values: { snowflake_account: 'acme-eu1' },
    secrets: { snowflake_private_key: `key-${'a'.repeat(26)}` },
  };
  const html = await steps({ access });
  expect(html).toContain('Make one of Snowflake');
  expect(html).toMatch(/<dt>Account<\/dt><dd><code>acme-eu1<\/code>/);
  expect(html).toMatch(/<dt>Private key<\/dt><dd><span class="quiet">a secret/);
  expect(html).not.toContain('key-aaaa');
  expect(await steps({ access: { values: { dbt_cloud_connection_id: '77' }, secrets: {} } })).toContain(
    'the account’s connection 77',
  );
});

it('follow the options that were chosen', async () => {
  const html = await steps({ infrastructureOptions: { threads: 3, dbtVersion: 'compatible' } });
  expect(html).toContain('<code>compatible</code>');
  expect(html).toContain('with 3 threads');
});

it('name of several ways to log in the one that is used, and of what may be left out only what was given', async () => {
  const handle = `key-${'a'.repeat(26)}`;
  const byKey = await steps({ access: { values: {}, secrets: { snowflake_private_key: handle } } });
  expect(byKey).toContain('<dt>Private key</dt>');
  expect(byKey).not.toMatch(/<dt>(Password|Role|Passphrase)/);
  const byPassword = await steps({
    access: { values: { snowflake_role: 'DEMO' }, secrets: { snowflake_password: handle } },
  });
  expect(byPassword).toContain('<dt>Password</dt>');
  expect(byPassword).not.toContain('<dt>Private key</dt>');
  expect(byPassword).toMatch(/<dt>Role<\/dt><dd><code>DEMO/);
  const existing = await steps({ access: { values: { dbt_cloud_connection_id: '77' }, secrets: {} } });
  expect(existing).toMatch(/<dt>User<\/dt>.*<dt>Private key<\/dt>/);
  expect(existing).not.toMatch(/<dt>(Account|Database|Warehouse|Password)<\/dt>/);
});
