import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../../src/config.ts';
import {
  cloudDefaults,
  cloudEnvironments,
  cloudJobs,
  inFull,
  rawSchemaVariable,
  scheduledJobName,
} from '../../../src/domain/build/cloud-jobs.ts';
import { demoNames } from '../../../src/integrations/terraform/demo-module.ts';

const module = (file: string) => readFileSync(join(root, 'terraform', file), 'utf8');

/** The settings of each resource of a type, by its name in the module, as they are written there. */
function resources(file: string, type: string): Record<string, Record<string, string>> {
  const blocks = module(file).matchAll(new RegExp(`^resource "${type}" "(\\w+)" \\{\\n(.*?)^\\}`, 'gms'));
  return Object.fromEntries(
    [...blocks].map(([, name = '', body = '']) => [
      name,
      Object.fromEntries([...body.matchAll(/^ {2}(\w+)\s+= (.*)$/gm)].map(([, key, value]) => [key, value])),
    ]),
  );
}

it('the jobs are those that Terraform makes', () => {
  const made = resources('jobs.tf', 'dbtcloud_job');
  expect(Object.keys(made).sort()).toEqual(Object.keys(cloudJobs).sort());
  for (const [name, job] of Object.entries(cloudJobs)) {
    expect(made[name], name).toMatchObject({
      name: `"${job.name}"`,
      environment_id: `dbtcloud_environment.${job.environment}.environment_id`,
      execute_steps: name === 'production' ? 'var.production_steps' : JSON.stringify(job.commands),
      generate_docs: String(job.docs),
    });
    expect(made[name]?.run_generate_sources ?? 'false', name).toBe(String(job.freshness));
    const triggers = { hand: 'no_triggers', schedule: 'schedule = var', 'pull-request': 'github_webhook = true' };
    expect(made[name]?.triggers, name).toContain(triggers[job.trigger]);
  }
  expect(made.ci?.deferring_environment_id).toBe('dbtcloud_environment.production.environment_id');
});

it('the job of a schedule is production’s, with its own name, time and commands', () => {
  const { scheduled } = resources('schedules.tf', 'dbtcloud_job');
  const { production } = resources('jobs.tf', 'dbtcloud_job');
  const named = scheduledJobName('the-key');
  expect(scheduled?.name?.replace(/\$\{each\.key\}/, 'the-key')).toBe(`"${named}"`);
  expect(scheduled).toMatchObject({ for_each: 'var.schedules', triggers: expect.stringContaining('schedule = var') });
  const own = ['for_each', 'name', 'execute_steps', 'schedule_cron', 'triggers'];
  const shared = Object.entries(scheduled ?? {}).filter(([key]) => !own.includes(key));
  expect(production).toMatchObject(Object.fromEntries(shared));
});

it('a full refresh is one of what is built and seeded', () => {
  expect(inFull(['dbt seed --exclude raw', "dbt build --select 'kpi.*'", 'dbt snapshot'])).toEqual([
    'dbt seed --exclude raw --full-refresh',
    "dbt build --select 'kpi.*' --full-refresh",
    'dbt snapshot',
  ]);
});

it('the environments are those that Terraform makes', () => {
  const made = resources('environments.tf', 'dbtcloud_environment');
  const kinds = Object.entries(cloudEnvironments).map(([name, { name: title, kind }]) => [
    name,
    { name: `"${title}"`, type: kind === 'Development' ? '"development"' : '"deployment"' },
  ]);
  expect(made).toMatchObject(Object.fromEntries(kinds));
  expect(Object.keys(made)).toHaveLength(kinds.length);
  expect(made.production?.deployment_type).toBe('"production"');
  expect(module('environments.tf')).toContain(`name       = "${rawSchemaVariable}"`);
});

it('what is found in an account goes by the same names', () => {
  const named = (things: Record<string, { readonly name: string }>) =>
    Object.fromEntries(Object.entries(things).map(([key, { name }]) => [key, name]));
  expect(named(cloudEnvironments)).toEqual(demoNames.environments);
  expect(named(cloudJobs)).toEqual(demoNames.jobs);
});

it('presets are those of the module', () => {
  const preset = (name: string) =>
    new RegExp(`variable "${name}" \\{[^}]*?default\\s+= (\\S+)`, 's').exec(module('variables.tf'))?.[1];
  expect(preset('threads')).toBe(String(cloudDefaults.threads));
  expect(preset('dbt_version')).toBe(`"${cloudDefaults.dbtVersion}"`);
  expect(module('variables.tf')).toContain(`default     = ${JSON.stringify(cloudJobs.production.commands)}`);
});
