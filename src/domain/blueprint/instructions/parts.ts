import type { Scenario, ScenarioSection } from '../../scenario/scenario.ts';
import { type Part, partsOf, withPart } from '../must-show.ts';
import { bareWords, mostSpokenOf } from '../phrases.ts';
import { withoutChange, withoutDemonstration, withoutIncident } from '../take-out.ts';
import { adds, narrows, type Outcome, readNumber, removes, type WishReader } from './wish.ts';

const sections = {
  demonstration: 'demonstrations',
  incident: 'incidents',
  change: 'changes',
} as const satisfies Record<Part['kind'], ScenarioSection>;

const kindWords: Record<Part['kind'], RegExp> = {
  incident: /\b(incidents?|data[\s-]quality (scenarios?|issues?|failures?)|bad deliver(y|ies)|failures?)\b/i,
  change: /\b(changes|pull[\s-]requests?|prs?|(the|a|one|this|that|first|second|third|\d+|\w+) change)\b/i,
  demonstration: /\b(demonstrations?|demos?|pain[\s-]points?)\b/i,
};

function without(scenario: Scenario, { kind, id }: Part): Scenario {
  const take = { demonstration: withoutDemonstration, incident: withoutIncident, change: withoutChange }[kind];
  return take(scenario, id);
}

function standing(scenario: Scenario, kind: Part['kind']): readonly { readonly id: string }[] {
  return scenario[sections[kind]];
}

function done(scenario: Scenario, kind: Part['kind']): Outcome {
  if (kind === 'demonstration' && scenario.demonstrations.length === 0) {
    return { kind: 'not_met', why: 'A demo shows at least one demonstration.' };
  }
  return { kind: 'done', scenario, sections: [sections[kind]] };
}

/** So many of a kind: those that stand first are kept, and further ones come from the blueprint. */
function withCount(
  scenario: Scenario,
  whole: Scenario,
  parts: readonly Part[],
  kind: Part['kind'],
  count: number,
): Outcome {
  const all = parts.filter((part) => part.kind === kind);
  let result = scenario;
  for (const { id } of standing(scenario, kind).slice(count)) result = without(result, partOf(all, kind, id));
  for (const part of all) {
    if (standing(result, kind).length >= count) break;
    result = withPart(result, whole, part);
  }
  const reached = standing(result, kind).length;
  if (reached < count) return { kind: 'not_met', why: `The blueprint has ${reached} of them.` };
  return done(result, kind);
}

function partOf(parts: readonly Part[], kind: Part['kind'], id: string): Part {
  return parts.find((part) => part.kind === kind && part.id === id) ?? { kind, id, title: id, phrases: [] };
}

/** Parts of the scenario that the blueprint does not know, such as those that a person wrote, by title and id. */
function ownParts(scenario: Scenario, known: readonly Part[]): Part[] {
  return (['incident', 'change', 'demonstration'] as const).flatMap((kind) =>
    scenario[sections[kind]]
      .filter(({ id }) => !known.some((part) => part.kind === kind && part.id === id))
      .map(({ id, title }): Part => ({ kind, id, title, phrases: [id.replaceAll('-', ' '), bareWords(title)] })),
  );
}

/** Reads which incidents, changes and demonstrations there are to be: by name, by number, or only some. */
export const readParts: WishReader = (wish, { scenario, card, whole }) => {
  const known = partsOf(card, whole);
  const parts = [...known, ...ownParts(scenario, known)];
  const kind = (Object.keys(kindWords) as Part['kind'][]).find((candidate) => kindWords[candidate].test(wish));
  const candidates = kind === undefined ? parts : parts.filter((part) => part.kind === kind);

  if (kind !== undefined) {
    const counted = new RegExp(
      `\\b(\\d+|no|zero|one|two|three|four|five|six)\\s+(?:${kindWords[kind].source})`,
      'i',
    ).exec(wish);
    const count = counted?.[1] === undefined ? undefined : readNumber(counted[1]);
    if (count !== undefined && !(removes.test(wish) && count > 0))
      return withCount(scenario, whole, parts, kind, count);
    if (/\b(all|any|both|every)\b/i.test(wish)) {
      return withCount(scenario, whole, parts, kind, removes.test(wish) ? 0 : candidates.length);
    }
  }

  const part = mostSpokenOf(wish, candidates, ({ phrases }) => phrases);
  if (!part) {
    if (
      kind !== undefined &&
      removes.test(wish) &&
      /\b(incidents|changes|pull[\s-]requests|prs|demonstrations)\b/i.test(wish)
    ) {
      return withCount(scenario, whole, parts, kind, 0);
    }
    return kind === undefined || !(removes.test(wish) || adds.test(wish) || narrows.test(wish))
      ? undefined
      : { kind: 'not_met', why: `There is no such ${kind}.` };
  }
  const also = narrows.test(wish);
  if (!also && removes.test(wish)) return done(without(scenario, part), part.kind);
  if (!also && !adds.test(wish)) return undefined;

  let result = withPart(scenario, whole, part);
  if (also) {
    for (const { id } of standing(result, part.kind)) {
      if (id !== part.id) result = without(result, partOf(parts, part.kind, id));
    }
  }
  return done(result, part.kind);
};
