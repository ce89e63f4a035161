import type { Warehouse } from '../src/domain/brief/brief.ts';
import { phases, phaseTable } from '../src/domain/build/phase.ts';
import type { BuildState } from '../src/domain/build/state.ts';
import type { StepState } from '../src/domain/build/step.ts';
import { runWorkflowId } from '../src/workflows/messages.ts';
import { DrivenBuild } from '../test/setup/foundry/drive-build.ts';
import type { TestFoundry } from '../test/setup/foundry/foundry.ts';
import { pageDelays } from './page-delays.ts';
import { followPage } from './page-stream.ts';

const pollMs = 30;

/** Size of a workflow's history. */
export interface History {
  readonly events: number;
  readonly bytes: number;
}

/** A build from its brief to the live demo, decided at once at each question. Times are seconds, delays milliseconds. */
export interface MeasuredBuild {
  readonly state: BuildState;
  readonly seconds: number;
  readonly phases: readonly { readonly title: string; readonly seconds: number }[];
  readonly history: History;
  /** Of all workflows that the build started for its runs, together. */
  readonly runs: History & { readonly count: number };
  readonly pageDelays: readonly number[];
}

/** Makes and provisions a demo for a warehouse while a page is open on it. */
export async function measureBuild(foundry: TestFoundry, warehouse: Warehouse): Promise<MeasuredBuild> {
  const started = performance.now();
  const build = await DrivenBuild.start(foundry, 'bbenchbuild2', {
    company: 'Acme & Söhne',
    industry: 'E-commerce',
    warehouse,
  });
  const page = followPage(new URL(`/builds/${build.id}/events`, foundry.page));
  await build.until('review-scenario', pollMs);
  await build.decide({ kind: 'approve-scenario' });
  await build.until('review-files', pollMs);
  await build.decide({ kind: 'approve-files', repositoryName: 'acme-dbt-demo' });
  await build.until('provision', pollMs);
  await build.decide({ kind: 'provision' });
  const state = await build.until('live', pollMs);
  if (warehouse !== 'duckdb' && !state.proof?.proven) throw new Error(`the build was not proven for ${warehouse}`);
  const seconds = (performance.now() - started) / 1000;
  // The page follows within a moment; what has not come by then counts as never.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const shown = await page.close();

  const runs = await Promise.all(state.runs.map(({ id }) => historyOf(foundry, runWorkflowId(state.id, id))));
  const { events } = await build.handle.fetchHistory();
  return {
    state,
    seconds,
    phases: phases
      .map((phase) => ({
        title: phaseTable[phase].title,
        seconds: unionSeconds(state.steps.filter((step) => step.phase === phase)),
      }))
      .filter((phase) => phase.seconds > 0),
    history: await historyOf(foundry, build.handle.workflowId),
    runs: {
      count: runs.length,
      events: sum(runs.map(({ events }) => events)),
      bytes: sum(runs.map(({ bytes }) => bytes)),
    },
    pageDelays: pageDelays(state.steps, events ?? [], shown),
  };
}

async function historyOf({ client }: TestFoundry, workflowId: string): Promise<History> {
  const { historyLength, historySize = 0 } = await client.workflow.getHandle(workflowId).describe();
  return { events: historyLength, bytes: historySize };
}

/** Seconds in which at least one of the steps ran. */
function unionSeconds(steps: readonly StepState[]): number {
  let total = 0;
  let until = 0;
  for (const { startedAt, endedAt } of steps) {
    const [from, to] = [Date.parse(startedAt), Date.parse(endedAt ?? startedAt)];
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total / 1000;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
