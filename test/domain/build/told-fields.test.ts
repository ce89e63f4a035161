import { expect, test } from 'vitest';
import type { PreviewAction } from '../../../src/domain/build/plan-preview.ts';
import { toldFields } from '../../../src/domain/build/told-fields.ts';

const told = (type: string, values: Readonly<Record<string, unknown>>, action: PreviewAction = 'create') =>
  toldFields({
    ...{ type, action },
    fields: Object.entries(values).map(([path, value]) => ({ path, after: { kind: 'value', value } })),
  }).map(({ path }) => path);

const scheduled = { schedule_cron: '0 6 * * *', schedule_type: 'custom_cron', 'triggers.schedule': true };
const byHand = { schedule_interval: 1, schedule_type: 'every_day', 'triggers.schedule': false };

test('a job tells of its schedule only where it has one', () => {
  expect(told('dbtcloud_job', scheduled)).toEqual(Object.keys(scheduled));
  expect(told('dbtcloud_job', byHand)).toEqual(['triggers.schedule']);
});

test('a job tells how changes are compared only where they are', () => {
  const flags = { compare_changes_flags: '--select state:modified' };
  expect(told('dbtcloud_job', { ...flags, run_compare_changes: false })).toEqual(['run_compare_changes']);
  expect(told('dbtcloud_job', { ...flags, run_compare_changes: true })).toContain('compare_changes_flags');
});

test('what is empty, and hosts that are not used, are left out', () => {
  expect(told('dbtcloud_job', { name: 'Load', description: '', tags: [], is_active: false })).toEqual([
    'name',
    'is_active',
  ]);
  expect(
    told('dbtcloud_repository', { remote_url: 'git@a:b.git', azure_bypass_webhook_registration_failure: false }),
  ).toEqual(['remote_url']);
});

test('a secret and what is known later are told', () => {
  const fields = [
    { path: 'password_wo', after: { kind: 'secret' } },
    { path: 'id', after: { kind: 'later' } },
  ] as const;
  expect(toldFields({ type: 'dbtcloud_snowflake_credential', action: 'create', fields: [...fields] })).toEqual(fields);
});

test.each(['update', 'replace', 'delete', 'adopt'] as const)('of a resource that stands all is told: %s', (action) => {
  expect(told('dbtcloud_job', { ...byHand, description: '' }, action)).toHaveLength(4);
});
