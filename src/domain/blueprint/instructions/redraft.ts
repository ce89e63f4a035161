import type { Brief } from '../../brief/brief.ts';
import { type Scenario, type ScenarioNote, type ScenarioSection, scenarioSections } from '../../scenario/scenario.ts';
import type { Blueprint } from '../blueprint.ts';
import { howWellItFits } from '../choose-blueprint.ts';
import { draftFrom, wholeScenario } from '../draft.ts';
import { quote } from '../quote.ts';
import { withoutDangling } from '../take-out.ts';
import { readCallLength } from './call-length.ts';
import { readParts } from './parts.ts';
import { readRenames } from './renames.ts';
import { readSemanticLayer } from './semantic-layer.ts';
import { longestWish, type Outcome, type Setting, wishes } from './wish.ts';

/** In the sequence in which they are asked: the first that understands a wish decides. */
const readers = [readRenames, readCallLength, readSemanticLayer, readParts];

/** What can be quoted back, at most. */
const mostWishes = 30;

function answer(wish: string, setting: Setting): Outcome | undefined {
  if (wish.length > longestWish) return undefined;
  for (const read of readers) {
    const outcome = read(wish, setting);
    if (outcome) return outcome;
  }
  return undefined;
}

/** One section of another scenario, and all else as it was, less what would point to things that are gone. */
function onlySection(previous: Scenario, next: Scenario, section: ScenarioSection): Scenario {
  const merged: Record<string, unknown> = { ...previous };
  for (const key of scenarioSections[section]) {
    if (next[key] === undefined) delete merged[key];
    else merged[key] = next[key];
  }
  return withoutDangling(merged as Scenario); // Each key holds what a scenario has under it.
}

/**
 * Drafts a scenario anew as a person instructed: each wish changes what it is about, and nothing else differs from the
 * previous scenario. What could not be done or was not understood becomes a note that quotes it. Without a text, the
 * section (or all of it) is drafted from the brief once more.
 */
export function redraft(
  blueprint: Blueprint,
  brief: Brief,
  previous: Scenario,
  { text, section }: { readonly text: string; readonly section?: ScenarioSection | undefined },
): Scenario {
  const renames = previous.origin?.renames ?? [];
  if (text.trim() === '') {
    const fresh = draftFrom(blueprint, brief, howWellItFits(blueprint.card, brief), renames);
    return section === undefined ? fresh : onlySection(previous, fresh, section);
  }

  let whole = wholeScenario(blueprint, brief.company, renames);
  let scenario = previous;
  const notes: ScenarioNote[] = [];
  const asked = wishes(text);
  if (asked.length > mostWishes) {
    notes.push({
      kind: 'not_met',
      text: `Not done: what follows the first ${mostWishes} wishes. Ask for it afterwards.`,
    });
  }
  for (const wish of asked.slice(0, mostWishes)) {
    const outcome = answer(wish, { scenario, card: blueprint.card, whole });
    if (!outcome) {
      notes.push({ kind: 'not_understood', text: `${quote(wish)}. Say it in other words, or edit the section.` });
    } else if (outcome.kind === 'not_met') {
      notes.push({ kind: 'not_met', text: `Not done: ${quote(wish)}. ${outcome.why}` });
    } else if (section !== undefined && (outcome.renames || !outcome.sections.includes(section))) {
      const why = outcome.renames
        ? 'A new name touches every section; ask for it without choosing one.'
        : `It is not about the section that was chosen.`;
      notes.push({ kind: 'not_met', text: `Not done: ${quote(wish)}. ${why}` });
    } else {
      scenario = section === undefined ? outcome.scenario : onlySection(scenario, outcome.scenario, section);
      if (outcome.renames) {
        const all = [...(scenario.origin?.renames ?? renames), ...outcome.renames];
        scenario = { ...scenario, origin: { blueprint: blueprint.card.name, renames: all } };
        whole = wholeScenario(blueprint, brief.company, all);
      }
    }
  }
  const kept = scenario.notes.filter(
    ({ kind, text: said }) => kind !== 'not_understood' && !said.startsWith('Not done:'),
  );
  return { ...scenario, notes: [...kept, ...notes].slice(-40) };
}
