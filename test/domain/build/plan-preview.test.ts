import { describe, expect, it } from 'vitest';
import { countsOf, type Preview, previewSchema, spokenAddress } from '../../../src/domain/build/plan-preview.ts';

const preview: Preview = {
  digest: 'd1',
  items: [
    {
      address: 'dbtcloud_job.load',
      type: 'dbtcloud_job',
      action: 'update',
      fields: [{ path: 'triggers.schedule', before: { kind: 'value', value: false }, after: { kind: 'later' } }],
    },
    { address: 'dbtcloud_project.demo', type: 'dbtcloud_project', action: 'adopt', adopted: '7', fields: [] },
    {
      address: 'dbtcloud_global_connection.demo[0]',
      type: 'dbtcloud_global_connection',
      action: 'create',
      fields: [{ path: 'bigquery.private_key', after: { kind: 'secret' } }],
    },
  ],
};

describe('a stored preview', () => {
  it('is read as it was written', () => {
    expect(previewSchema.parse(JSON.parse(JSON.stringify(preview)))).toEqual(preview);
  });

  it('is refused where a secret field has a value beside it', () => {
    const wrong = structuredClone(preview) as { items: { fields: { after?: object }[] }[] };
    Object.assign(wrong.items[2]?.fields[0]?.after ?? {}, { value: 'pem' });
    expect(previewSchema.safeParse(wrong).success).toBe(false);
  });

  it('is counted by what it does', () => {
    expect(countsOf(preview)).toEqual({ create: 1, update: 1, replace: 0, delete: 0, adopt: 1 });
  });
});

it('says an address as a person would', () => {
  expect(spokenAddress('dbtcloud_global_connection.demo[0]')).toBe('global connection demo');
  expect(spokenAddress('dbtcloud_environment_variable.raw_schema')).toBe('environment variable raw schema');
});
