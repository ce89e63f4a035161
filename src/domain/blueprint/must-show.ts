import type { Scenario, ScenarioNote } from '../scenario/scenario.ts';
import type { BlueprintCard } from './blueprint.ts';
import { mostSpokenOf } from './phrases.ts';
import { withChange, withDemonstration, withIncident } from './put-back.ts';
import { quote } from './quote.ts';

/** Something of a blueprint that a person can speak of, and the words for it. */
export interface Part {
  readonly kind: 'demonstration' | 'incident' | 'change';
  readonly id: string;
  readonly title: string;
  readonly phrases: readonly string[];
}

/** Everything in the whole scenario that can be asked for by name, or by the words of the card. */
export function partsOf(card: BlueprintCard, whole: Scenario): Part[] {
  const part =
    (kind: Part['kind'], words: Readonly<Record<string, readonly string[]>>) =>
    ({ id, title }: { readonly id: string; readonly title: string }): Part => ({
      kind,
      id,
      title,
      phrases: [id.replaceAll('-', ' '), title, ...(words[id] ?? [])],
    });
  return [
    ...whole.demonstrations.map(part('demonstration', card.demonstrations)),
    ...whole.incidents.map(part('incident', card.incidents)),
    ...whole.changes.map(part('change', card.changes)),
  ];
}

export function withPart(scenario: Scenario, whole: Scenario, part: Part): Scenario {
  const put = { demonstration: withDemonstration, incident: withIncident, change: withChange }[part.kind];
  return put(scenario, whole, part.id);
}

/** A scenario with what must be shown; what the blueprint does not have becomes a note. */
export function withMustShow(
  scenario: Scenario,
  whole: Scenario,
  card: BlueprintCard,
  wishes: readonly string[],
): Scenario {
  const parts = partsOf(card, whole);
  const notes: ScenarioNote[] = [];
  let result = scenario;
  for (const wish of wishes) {
    const metric = mostSpokenOf(wish, result.semantic_layer?.metrics ?? [], ({ label }) => [label]);
    const mart = mostSpokenOf(wish, result.marts, ({ name, title }) => [name, title]);
    const part = mostSpokenOf(wish, parts, ({ phrases }) => phrases);
    if (part) result = withPart(result, whole, part);
    else if (!metric && !mart) notes.push({ kind: 'not_met', text: `Nothing here shows ${quote(wish)}.` });
  }
  return { ...result, notes: [...result.notes, ...notes] };
}
