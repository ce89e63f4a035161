import type { Scenario } from '../scenario.ts';
import { checkChanges } from './changes.ts';
import { checkEvidence } from './evidence.ts';
import { checkIncidents } from './incidents.ts';
import { checkMentions } from './mentions.ts';
import { checkModels } from './models.ts';
import { checkNames } from './names.ts';
import type { Problem } from './problem.ts';
import { checkSemanticLayer } from './semantic-layer.ts';
import { checkSources } from './sources.ts';
import { checkTalkTrack } from './talk-track.ts';
import { checkTests } from './tests.ts';

/**
 * Everything that must hold between the parts of a scenario, beyond what its schema says. An empty list means that it
 * can be rendered; what data and SQL must hold besides is checked by `checkPieces`.
 *
 * @param call what is known of the call: its length, which the talk track must fit, and what must not be mentioned
 */
export function checkScenario(
  scenario: Scenario,
  call: { readonly minutes?: number; readonly unmentioned?: readonly string[] } = {},
): Problem[] {
  return [
    ...checkNames(scenario),
    ...checkSources(scenario),
    ...checkModels(scenario),
    ...checkTests(scenario),
    ...checkSemanticLayer(scenario),
    ...checkIncidents(scenario),
    ...checkChanges(scenario),
    ...checkEvidence(scenario),
    ...checkTalkTrack(scenario, call.minutes),
    ...checkMentions(scenario, call.unmentioned ?? []),
  ];
}
