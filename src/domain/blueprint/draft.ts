import type { Brief } from '../brief/brief.ts';
import type { Scenario, ScenarioNote } from '../scenario/scenario.ts';
import type { Blueprint, BlueprintCard } from './blueprint.ts';
import { chooseBlueprint, type Fit } from './choose-blueprint.ts';
import { fillBlanks } from './fill-blanks.ts';
import { fitCall } from './fit-call.ts';
import { withMustShow } from './must-show.ts';
import { chooseDemonstrations } from './pain-points.ts';
import { quote } from './quote.ts';
import { renameScenario } from './rename-scenario.ts';
import type { Rename } from './rename-words.ts';
import { withoutDangling, withoutSemanticLayer } from './take-out.ts';

/** Everything that a blueprint has, with the company filled in and in the customer's words. */
export function wholeScenario(blueprint: Blueprint, company: string, renames: readonly Rename[]): Scenario {
  const origin = { blueprint: blueprint.card.name, renames: [...renames] };
  return { ...renameScenario(fillBlanks(blueprint.scenario, company), renames), origin };
}

/** Drafts a scenario from the blueprint that fits the brief best; none when there is no blueprint. */
export function draft<T extends Blueprint>(blueprints: readonly T[], brief: Brief): Scenario | undefined {
  const choice = chooseBlueprint(blueprints, brief);
  return choice && draftFrom(choice.blueprint, brief, choice.fit);
}

/** Drafts a scenario from one blueprint: what the brief names first, then what is usual. */
export function draftFrom(
  { card, ...blueprint }: Blueprint,
  brief: Brief,
  fit: Fit,
  renames: readonly Rename[] = [],
): Scenario {
  const everything = wholeScenario({ card, ...blueprint }, brief.company, renames);
  const whole = brief.include_semantic_layer ? everything : withoutSemanticLayer(everything);
  const chosen = chooseDemonstrations(card, whole.demonstrations, brief);
  const scenario = withoutDangling({
    ...whole,
    demonstrations: [...chosen.demonstrations],
    incidents: whole.incidents.filter(({ id }) => card.usual.incidents.includes(id)),
    changes: usualChanges(card, whole, chosen.named),
    notes: [...whole.notes, ...fitNotes(card, brief, fit), ...chosen.notes].slice(0, 40),
  });
  const shown = withMustShow(scenario, whole, card, brief.must_show);
  const flow = fitCall(shown.talk_track.flow, brief.call_minutes);
  return { ...shown, talk_track: { ...shown.talk_track, flow }, notes: shown.notes.slice(0, 40) };
}

/** The usual changes, others in the place of those that cannot be shown, and those that a named pain point needs. */
function usualChanges(card: BlueprintCard, whole: Scenario, named: readonly string[]): Scenario['changes'] {
  const usual = whole.changes.filter(({ id }) => card.usual.changes.includes(id));
  const others = whole.changes.filter((change) => !usual.includes(change));
  const ids = new Set([...usual, ...others.slice(0, card.usual.changes.length - usual.length)].map(({ id }) => id));
  for (const { id, shows } of whole.demonstrations) {
    if (!named.includes(id)) continue;
    for (const { kind, name } of shows) if (kind === 'change') ids.add(name);
  }
  return whole.changes.filter(({ id }) => ids.has(id));
}

function fitNotes(card: BlueprintCard, brief: Brief, { fits, words }: Fit): ScenarioNote[] {
  if (fits) {
    const because = words.slice(0, 5).map(quote).join(', ');
    return [
      { kind: 'assumed', text: `Drafted from the blueprint “${card.label}”, because the brief says: ${because}.` },
    ];
  }
  const industry = brief.industry.trim();
  const what = industry === '' ? 'what the brief says' : `the industry ${quote(industry)}`;
  return [{ kind: 'not_met', text: `No blueprint fits ${what}. Drafted from “${card.label}”, the nearest there is.` }];
}
