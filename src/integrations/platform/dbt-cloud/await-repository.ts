import { z } from 'zod';
import { secondsInWords } from '../../http/retry-after.ts';
import type { Calls } from './calls.ts';
import { DbtCloudError } from './dbt-cloud-error.ts';
import { pause } from './pause.ts';

export interface RepositoryToAwait {
  readonly projectId: number;
  readonly repositoryId: number;
  /** How long to wait in all, in milliseconds; 3 minutes unless given. */
  readonly patienceMs?: number;
  /** How long to wait between looks, in milliseconds; the last one again and again. */
  readonly pausesMs?: readonly number[];
}

export interface KnownRepository {
  /** `owner/name`, as dbt Cloud knows it. */
  readonly fullName: string;
}

/** Only these fields are sent back: the interface takes no others, and what is left out stays as it is. */
const repository = z.object({
  account_id: z.number(),
  project_id: z.number(),
  remote_url: z.string().nullish(),
  git_clone_strategy: z.string().nullish(),
  github_installation_id: z.number().nullish(),
  state: z.number(),
  full_name: z.string().nullish(),
});
type Repository = z.infer<typeof repository>;

/**
 * Waits until dbt Cloud knows a repository by its name. Before that, a run would clone nothing and fail. Every other look
 * sends the repository as it is back to dbt Cloud, which makes it look at GitHub anew.
 */
export async function awaitRepository(
  calls: Calls,
  { projectId, repositoryId, patienceMs = 180_000, pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000] }: RepositoryToAwait,
): Promise<KnownRepository> {
  const path = `/v3/accounts/${calls.accountId}/projects/${projectId}/repositories/${repositoryId}/`;
  const started = performance.now();
  let seen = await calls.read(path, repository);
  for (let looks = 1; !seen.full_name; looks += 1) {
    const waited = performance.now() - started;
    const ms = pausesMs[Math.min(looks, pausesMs.length) - 1] ?? 15_000;
    if (waited + ms > patienceMs) {
      throw new DbtCloudError(
        'dbt-cloud-repository-unknown',
        `dbt Cloud does not know the repository yet, after ${secondsInWords(waited)}: a run could not clone it.`,
        { link: `${calls.host.webUrl}/settings/profile` },
      );
    }
    calls.progress(`Waiting until dbt Cloud knows the repository (${secondsInWords(waited)})`);
    await pause(ms, calls.signal);
    seen =
      looks % 2 === 1
        ? await calls.post(path, repository, { body: sentBack(seen) })
        : await calls.read(path, repository);
  }
  return { fullName: seen.full_name };
}

function sentBack({ full_name: _, ...fields }: Repository): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
