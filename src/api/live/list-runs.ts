import { startedBySchedule } from '../../domain/build/started-by-schedule.ts';
import type { BuildState, RunState } from '../../domain/build/state.ts';
import type { RunRecord } from '../../integrations/records/records.ts';
import type { ListedRun } from '../../views/build/run-list.tsx';
import { scheduleId } from '../../workflows/messages.ts';
import type { AppContext } from '../app-context.ts';
import { loadResults } from '../builds/load.ts';

/** As many as the records are asked for, newest first; a schedule that runs daily fills them in three months. */
const mostRuns = 100;

/** The runs of a build in the order in which they ended: its own, and those of its schedule, which only the records know. */
export async function listRuns(
  { artifacts, records }: Pick<AppContext, 'artifacts' | 'records'>,
  { id, runs, environment }: BuildState,
): Promise<ListedRun[]> {
  const scheduled = (await records.listRuns({ buildId: id, job: 'production', limit: mostRuns })).filter(
    ({ runId }) => runId.startsWith(scheduleId(id)) && !runs.some((run) => run.id === runId),
  );
  const listed = await Promise.all(
    scheduled.map(async (record): Promise<ListedRun[]> => {
      const run = endedRun(record);
      if (!run) return [];
      const { asPromised } = await loadResults(artifacts, run.results);
      const by = startedBySchedule(environment ? { id, environment } : { id }, run.id);
      return [{ ...run, asPromised, bySchedule: by?.schedule?.title ?? '' }];
    }),
  );
  return [...runs, ...listed.flat()].sort((a, b) => a.endedAt.localeCompare(b.endedAt));
}

function endedRun({
  runId: id,
  job,
  status,
  endedAt,
  seconds,
  results,
}: RunRecord): Omit<RunState, 'asPromised'> | undefined {
  if ((status !== 'green' && status !== 'red') || endedAt === undefined || results === undefined) return undefined;
  return { id, job, status, endedAt, seconds: seconds ?? 0, results };
}
