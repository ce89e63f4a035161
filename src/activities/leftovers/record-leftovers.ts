import type { LeftoverThing } from '../../domain/build/leftovers.ts';
import type { Records } from '../../integrations/records/records.ts';
import type { Standing } from '../../integrations/temporal/open-builds.ts';

/** Notes in a build's record what stands of it, and that it is closed where that is certain. */
export async function recordLeftovers(
  records: Records,
  buildId: string,
  things: readonly LeftoverThing[],
  standing: Exclude<Standing, 'open'>,
): Promise<void> {
  const record = await records.getBuild(buildId);
  if (!record) return;
  const { leftovers: _, asks, ...rest } = record.summary;
  // A build that Temporal does not know may run elsewhere, such as in another namespace, as long as something stands.
  const ended = standing === 'closed' || things.length === 0;
  const status = ended ? 'closed' : record.status;
  const summary = {
    ...rest,
    ...(ended || asks === undefined ? {} : { asks }),
    ...(things.length === 0 ? {} : { leftovers: things }),
  };
  if (status === record.status && JSON.stringify(summary) === JSON.stringify(record.summary)) return;
  const updatedAt = new Date(Math.max(Date.now(), Date.parse(record.updatedAt) + 1)).toISOString();
  await records.upsertBuild({ ...record, status, summary, updatedAt });
}
