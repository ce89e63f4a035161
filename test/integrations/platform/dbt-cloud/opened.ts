import { onTestFinished } from 'vitest';
import type { DbtCloudAccess } from '../../../../src/integrations/platform/dbt-cloud/calls.ts';
import {
  type DbtCloud as Client,
  openDbtCloud,
} from '../../../../src/integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { type DbtCloud, startDbtCloud } from '../../../setup/dbt-cloud/stand-in.ts';

export const marker = 'foundry-bq7cabc23456';

export interface Opened {
  readonly cloud: DbtCloud;
  readonly client: Client;
  /** What was said while something took its time. */
  readonly lines: string[];
  /** Opens the same account otherwise. */
  open(access: Partial<DbtCloudAccess>): Client;
}

/** An empty account and a client of it that does not wait long; closed with the test. */
export async function openAccount(): Promise<Opened> {
  const cloud = await startDbtCloud();
  onTestFinished(cloud.close);
  const lines: string[] = [];
  const open = (access: Partial<DbtCloudAccess>) =>
    openDbtCloud({
      ...{ host: cloud.url, accountId: cloud.accountId, token: cloud.token, pausesMs: [1, 1], callLimitMs: 2_000 },
      progress: (line) => lines.push(line),
      ...access,
    });
  return { cloud, client: open({}), lines, open };
}
