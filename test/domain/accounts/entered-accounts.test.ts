import { describe, expect, it } from 'vitest';
import { isNothing, readAccounts } from '../../../src/domain/accounts/entered-accounts.ts';

const token = 'ghp_0123456789abcdefghij';

describe('what is entered for accounts', () => {
  it('is divided into values and secrets; what is empty was not entered', () => {
    const sent = { github_owner: ' acme ', github_token: `${token}\n`, dbt_cloud_host: '  ', snowflake_role: '' };
    const read = readAccounts(sent, 'snowflake');
    expect(read).toEqual({
      ok: true,
      entered: { values: { github_owner: 'acme' }, secrets: { github_token: token } },
    });
    const empty = readAccounts({ github_owner: ' ' }, 'snowflake');
    expect(empty.ok && isNothing(empty.entered)).toBe(true);
  });

  it('keeps the lines of a key, however a form ends them', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----';
    const read = readAccounts({ snowflake_private_key: `${pem.replaceAll('\n', '\r\n')}\r\n` }, 'snowflake');
    expect(read.ok && read.entered.secrets.snowflake_private_key).toBe(pem);
  });

  it('is refused by field, and never quoted', () => {
    const read = readAccounts(
      { github_token: 'SECRET with spaces', redshift_password: 'SECRET', colour: 'red', dbt_cloud_account_id: 'x' },
      'snowflake',
    );
    expect(read).toEqual({
      ok: false,
      errors: {
        github_token: ['GitHub token must be a whole token, without spaces.'],
        redshift_password: ['“redshift_password” is no value that a demo on snowflake needs.'],
        colour: ['“colour” is no value that a demo on snowflake needs.'],
        dbt_cloud_account_id: ['dbt Cloud account must be the number in its address.'],
      },
    });
    expect(JSON.stringify(read)).not.toContain('SECRET');
  });
});
