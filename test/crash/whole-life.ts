import type { BriefInput } from '../../src/domain/brief/brief.ts';
import { DrivenBuild } from '../setup/foundry/drive-build.ts';
import type { TestFoundry } from '../setup/foundry/foundry.ts';
import { pauseSchedules } from './schedules.ts';
import { type Standing, standing } from './standing.ts';

/** The same build in every life: names in the project hang on its id. */
export const buildId = 'bcrashtested';

/** Done at each of the build's waits, before its question is answered. */
export type AtWait = (build: DrivenBuild) => Promise<void>;

/** From the brief to the live demo. Gives how the demo then stands. */
export async function liveUp(
  foundry: TestFoundry,
  brief: BriefInput,
  atWait: AtWait = async () => {},
): Promise<Standing> {
  const build = await DrivenBuild.start(foundry, buildId, brief);
  await build.until('review-scenario');
  await build.untilQuiet();
  await atWait(build);
  await build.decide({ kind: 'approve-scenario' });
  await build.until('review-files');
  await atWait(build);
  await build.decide({ kind: 'approve-files', repositoryName: 'acme-dbt-demo' });
  await build.until('provision');
  await atWait(build);
  await build.decide({ kind: 'provision' });
  await build.until('live');
  await pauseSchedules(foundry);
  await atWait(build);
  return standing(foundry, await build.state());
}

/** How a demo stands after each thing that is done with it once it is live. */
export interface Later {
  readonly landed: Standing;
  readonly mended: Standing;
  readonly reset: Standing;
  readonly tornDown: Standing;
}

/** On from there: an incident landed, mended, the demo set back for the next call, torn down. */
export async function liveOn(foundry: TestFoundry): Promise<Later> {
  const build = new DrivenBuild(foundry, buildId);
  const [incident] = (await build.until('live')).outline?.incidents ?? [];
  const after = async (said: Parameters<DrivenBuild['decide']>[0]) => {
    await build.decide(said);
    return standing(foundry, await build.until('live'));
  };
  const landed = await after({ kind: 'land', batch: `${incident}-on-day-one` });
  const mended = await after({ kind: 'land', batch: 'day-one' });
  const reset = await after({ kind: 'reset', asOf: '2026-11-25' });
  await build.decide({ kind: 'tear-down' });
  return { landed, mended, reset, tornDown: await standing(foundry, await build.result()) };
}
