import type { Brief } from '../../brief/brief.ts';
import type { Scenario } from '../scenario.ts';
import { checkBoard } from './board.ts';
import { checkBusinessQuestions } from './business-questions.ts';
import { checkCalendars } from './calendars.ts';
import { checkChanges } from './changes.ts';
import { checkDisagreements } from './disagreements.ts';
import { checkEvidence } from './evidence.ts';
import { checkIncidents } from './incidents.ts';
import { checkMacros } from './macros.ts';
import { checkMentions } from './mentions.ts';
import { checkModels } from './models.ts';
import { checkNames } from './names.ts';
import { checkOwnSchemas } from './own-schemas.ts';
import type { Problem } from './problem.ts';
import { checkReferenceSeeds } from './reference-seeds.ts';
import { checkRunPlan } from './run-plan.ts';
import { checkSemanticLayer } from './semantic-layer.ts';
import { checkSnapshots } from './snapshots.ts';
import { checkSources } from './sources.ts';
import { checkTalkTrack } from './talk-track.ts';
import { checkTests } from './tests.ts';

/** What is known of the call: its length in minutes, which the talk track must fit, and what must not be mentioned. */
export interface Call {
  readonly minutes?: number;
  readonly unmentioned?: readonly string[];
}

/** The call of a brief. */
export function callOf({
  call_minutes: minutes,
  must_not_mention: unmentioned = [],
}: Pick<Brief, 'call_minutes'> & Partial<Pick<Brief, 'must_not_mention'>>): Call {
  return { minutes, unmentioned };
}

/**
 * Everything that must hold between the parts of a scenario, beyond what its schema says. An empty list means that it
 * can be rendered; what data and SQL must hold besides is checked by `checkPieces`.
 */
export function checkScenario(scenario: Scenario, call: Call = {}): Problem[] {
  const plan = checkRunPlan(scenario);
  // What an incident holds back follows from the plan, and is not held against one that cannot be run.
  const runs = plan.every(({ path }) => !path.startsWith('run_plan'));
  return [
    ...checkNames(scenario),
    ...checkSources(scenario),
    ...checkModels(scenario),
    ...checkCalendars(scenario),
    ...checkOwnSchemas(scenario),
    ...checkReferenceSeeds(scenario),
    ...checkSnapshots(scenario),
    ...checkMacros(scenario),
    ...checkTests(scenario),
    ...checkSemanticLayer(scenario),
    ...checkDisagreements(scenario),
    ...plan,
    ...(runs ? checkIncidents(scenario) : []),
    ...checkChanges(scenario),
    ...checkEvidence(scenario),
    ...checkBusinessQuestions(scenario),
    ...checkBoard(scenario),
    ...checkTalkTrack(scenario, call.minutes),
    ...checkMentions(scenario, call.unmentioned ?? []),
  ];
}
