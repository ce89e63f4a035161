import { describe, expect, it } from 'vitest';
import { dbtCloudHost } from '../../../../src/integrations/platform/dbt-cloud/host.ts';

describe('a dbt Cloud host', () => {
  it.each([
    ['cloud.getdbt.com', 'https://cloud.getdbt.com'],
    [' https://cloud.getdbt.com/ ', 'https://cloud.getdbt.com'],
    ['EMEA.dbt.com', 'https://emea.dbt.com'],
    ['https://au.dbt.com/api', 'https://au.dbt.com'],
    ['ab123.us1.dbt.com/api/', 'https://ab123.us1.dbt.com'],
    ['https://ab123.us1.dbt.com/api/v2/accounts/', 'https://ab123.us1.dbt.com'],
    ['https://dbt.acme.example:8443', 'https://dbt.acme.example:8443'],
    ['https://cloud.getdbt.com/deploy/4711/projects/5?tab=jobs#top', 'https://cloud.getdbt.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ])('is read from %s', (written, webUrl) => {
    const name = webUrl.replace(/^https?:\/\//, '');
    expect(dbtCloudHost(written)).toEqual({ name, webUrl, apiUrl: `${webUrl}/api` });
  });

  it.each(['', 'cloud', 'not a host', 'https://someone:secret@cloud.getdbt.com', 'ftp://cloud.getdbt.com', 'https://'])(
    'is not %j',
    (written) => {
      expect(() => dbtCloudHost(written)).toThrow(expect.objectContaining({ code: 'dbt-cloud-host-unusable' }));
    },
  );

  it('does not take a token in clear over a network', () => {
    expect(() => dbtCloudHost('http://cloud.getdbt.com')).toThrow(/in clear/);
  });

  it('does not repeat a password that was written into it', () => {
    expect(() => dbtCloudHost('https://a:hunter2@b.example')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
