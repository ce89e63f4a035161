import { describe, expect, it } from 'vitest';
import {
  accountAccessSchema,
  fieldOrigins,
  givenFields,
  noAccess,
} from '../../../src/domain/accounts/account-access.ts';
import { fieldNames, fieldOf, fieldProblem } from '../../../src/domain/accounts/fields.ts';
import { missingFields, neededFields, offeredFields } from '../../../src/domain/accounts/needed-fields.ts';
import { warehouses } from '../../../src/domain/brief/brief.ts';
import { usableValues } from './usable-values.ts';

const handle = `key-${'a'.repeat(26)}`;
describe('a field', () => {
  it.each(fieldNames)('%s takes what accounts give out', (name) => {
    expect(fieldProblem(name, usableValues[name])).toBeUndefined();
  });

  it.each([
    ['github_owner', 'acme--demos'],
    ['dbt_cloud_host', 'ftp://cloud.getdbt.com'],
    ['dbt_cloud_account_id', 'acme'],
    ['github_token', 'ghp_01234567 89'],
    ['snowflake_private_key', 'MIIB'],
    ['bigquery_service_account', '/home/me/key.json'],
    ['databricks_host', 'acme.example'],
    ['databricks_http_path', '/warehouses/abc'],
    ['redshift_port', 'port'],
  ] as const)('%s refuses %s without quoting it', (name, value) => {
    const problem = fieldProblem(name, value);
    expect(problem).toContain(fieldOf(name).title);
    expect(problem).not.toContain(value);
  });

  it('has a setting of its own', () => {
    const named = fieldNames.map((name) => fieldOf(name).setting);
    expect(new Set(named).size).toBe(named.length);
  });
});

describe('what is missing', () => {
  const given = (warehouse: (typeof warehouses)[number]) =>
    neededFields(warehouse, false).flatMap(([recommended = []]) => recommended);

  it.each(warehouses)('is nothing on %s once every recommended field is given', (warehouse) => {
    expect(missingFields(warehouse, new Set(given(warehouse)))).toEqual([]);
    for (const field of given(warehouse)) {
      const without = new Set(given(warehouse).filter((other) => other !== field));
      expect(missingFields(warehouse, without)).toHaveLength(1);
    }
  });

  it('names both ways to log in, the better one first, and takes either', () => {
    const without = given('snowflake').filter((field) => field !== 'snowflake_private_key');
    expect(missingFields('snowflake', new Set(without))).toEqual(['Private key or Password']);
    expect(missingFields('snowflake', new Set([...without, 'snowflake_password']))).toEqual([]);
  });

  it('is no place of the warehouse where a connection is given', () => {
    const login = ['snowflake_user', 'snowflake_private_key', 'dbt_cloud_connection_id'] as const;
    const accounts = given('duckdb');
    expect(missingFields('snowflake', new Set([...accounts, ...login]))).toEqual([]);
  });

  it('is offered by the form, each field once', () => {
    for (const warehouse of warehouses) {
      const offered = offeredFields(warehouse);
      expect(new Set(offered).size).toBe(offered.length);
      expect(offered).toEqual(expect.arrayContaining(neededFields(warehouse, false).flat(2)));
    }
  });
});

describe('what a build is given', () => {
  it('holds values and handles, and no secret', () => {
    const access = { values: { github_owner: 'acme' }, secrets: { github_token: handle } };
    expect(accountAccessSchema.parse(access)).toEqual(access);
    const secret = accountAccessSchema.safeParse({ values: { github_token: 'ghp_0123456789' }, secrets: {} });
    expect(secret.error?.message).toContain('secret');
    expect(secret.error?.message).not.toContain('ghp_');
    expect(accountAccessSchema.safeParse({ values: {}, secrets: { github_owner: handle } }).success).toBe(false);
    expect(accountAccessSchema.safeParse({ values: { github_owner: 'a b' }, secrets: {} }).success).toBe(false);
  });

  it('goes before the settings, and both are told apart', () => {
    const access = { values: { github_owner: 'acme' }, secrets: {} };
    const defaults = {
      github_owner: 'other',
      github_token: 'ghp_0123456789',
      snowflake_private_key: '/home/me/key.p8',
    };
    const origins = fieldOrigins(access, defaults);
    const fields = ['github_owner', 'github_token', 'dbt_cloud_token', 'snowflake_private_key'] as const;
    expect(fields.map((field) => origins.get(field))).toEqual(['entered', 'setting', 'none', 'unusable']);
    expect([...givenFields(noAccess, defaults)]).toEqual(['github_token', 'github_owner']);
  });
});
