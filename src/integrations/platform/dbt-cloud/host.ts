import { DbtCloudError } from './dbt-cloud-error.ts';

/** Where an account of dbt Cloud lives. */
export interface DbtCloudHost {
  /** Such as `cloud.getdbt.com`, with a port where there is one. */
  readonly name: string;
  /** What a person's browser opens: `https://cloud.getdbt.com`. */
  readonly webUrl: string;
  /** What calls go to, and the Terraform provider's `host_url`: `https://cloud.getdbt.com/api`. */
  readonly apiUrl: string;
}

/**
 * Reads a host as people write it: a bare name, an address of a page in dbt Cloud, with or without `https://` and `/api`.
 * Throws a `DbtCloudError` where it is none, or where a token would go out in clear.
 *
 * @example
 * dbtCloudHost('emea.dbt.com/api/').apiUrl; // https://emea.dbt.com/api
 */
export function dbtCloudHost(written: string): DbtCloudHost {
  const text = written.trim();
  const url = addressOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || url.username || url.password || !/^[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/i.test(url.hostname)) {
    throw new DbtCloudError(
      'dbt-cloud-host-unusable',
      'What is entered as the dbt Cloud host is not the name of a host.',
    );
  }
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new DbtCloudError(
      'dbt-cloud-host-unusable',
      `The address of ${url.host} does not begin with https, so the token would go out in clear.`,
    );
  }
  if (!local && !url.hostname.includes('.')) {
    throw new DbtCloudError('dbt-cloud-host-unusable', `${url.hostname} is not the whole name of a dbt Cloud host.`);
  }
  return { name: url.host, webUrl: url.origin, apiUrl: `${url.origin}/api` };
}

function addressOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
