import type { Dependencies } from '../src/activities/dependencies.ts';
import { draftScenario } from '../src/activities/steps/draft-scenario.ts';
import type { Brief, Warehouse } from '../src/domain/brief/brief.ts';
import { FoundryError } from '../src/domain/foundry-error.ts';
import { type Scenario, scenarioSchema } from '../src/domain/scenario/scenario.ts';
import { unsoundDraftSchema } from '../src/domain/scenario/unsound-draft.ts';
import { AnswerError } from '../src/integrations/ai/prompted/answer-error.ts';
import { UnsoundDraft } from '../src/integrations/ai/unsound-draft.ts';
import { getJson, putJson } from '../src/integrations/artifacts/json.ts';
import { AnswerMissing } from './answer-missing.ts';
import { type Going, type MadeProject, makeProject } from './make-project.ts';
import { PieceFailed } from './piece-failed.ts';

/** How far a brief came. */
export interface BriefRun {
  readonly scenario?: Scenario;
  /** The first project that was rehearsed, before anything was repaired. */
  readonly first?: MadeProject;
  /** The last one, after its rounds of repair. */
  readonly last?: MadeProject;
  /** Why it came no further; not for want of answers. */
  readonly failures: readonly string[];
}

/** The last day of the data where a brief names no call: a fixed one, so that prompts are the same on every day. */
const usualLastDay = '2026-11-20';

/**
 * Takes a brief the way that a build takes: drafts, writes the pieces, renders, rehearses, proves, repairs. Stops where an answer is
 * missing, after all that can be asked beside it was asked.
 *
 * @param proves warehouses for which a project is proven
 */
export async function runBrief(
  deps: Dependencies,
  brief: Brief,
  context: Going,
  proves: readonly Warehouse[],
): Promise<BriefRun> {
  const failures: string[] = [];
  let reached: Omit<BriefRun, 'failures'> = {};
  try {
    const stored = await putJson(deps.artifacts, brief);
    const asOf = lastDay(brief);
    context.progress('drafting');
    const drafted = await draftScenario(deps)({ brief: stored, take: 0 }, context);
    if ('draft' in drafted) {
      const { faults } = await getJson(deps.artifacts, unsoundDraftSchema, drafted.draft);
      throw new UnsoundDraft({}, faults);
    }
    const { scenario } = drafted;
    reached = { ...reached, scenario: await getJson(deps.artifacts, scenarioSchema, scenario) };
    const prove = proves.includes(brief.warehouse);
    await makeProject(deps, { brief, stored, scenario, asOf, prove }, context, (made) => {
      reached = { ...reached, first: reached.first ?? made, last: made };
    });
  } catch (error) {
    failures.push(...failuresIn(error));
  }
  return { ...reached, failures };
}

function lastDay({ call_date: call }: Brief): string {
  if (call === undefined) return usualLastDay;
  const day = new Date(`${call}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Missing answers are told of as questions that wait, and are no failures. */
function failuresIn(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(failuresIn);
  if (error instanceof PieceFailed) return failuresIn(error.cause).map((line) => `${error.message}: ${line}`);
  if (error instanceof AnswerMissing) return [];
  if (error instanceof AnswerError || error instanceof UnsoundDraft) {
    return error.problems.map(({ path, message }) => `${error.code}: ${path}: ${message}`);
  }
  if (error instanceof FoundryError) return [`${error.code}: ${error.sentence}`];
  throw error;
}
