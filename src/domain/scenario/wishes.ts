import type { Scenario, ScenarioNote } from './scenario.ts';
import type { Traced, Wish } from './trace.ts';

/** A wish of the notes, and what of the scenario answers it. */
export type CoveredWish = Wish &
  (
    | { readonly state: 'answered'; readonly by: readonly Pick<Traced, 'kind' | 'name'>[] }
    /** The draft itself says that it does not. */
    | { readonly state: 'not-answered'; readonly why: string }
    /** Nothing of the scenario was traced to the same words. */
    | { readonly state: 'open' }
  );

/** Characters that two passages have in common before they count as the same place of the notes. */
const shortestOverlap = 20;

/**
 * Every wish with what answers it. That is judged by the notes' own words: an element answers a wish when it was drawn
 * from the same passage, or names the wish as the pain that it is for.
 */
export function coverWishes({ wishes = [], notes, trace = [], demonstrations }: Scenario): CoveredWish[] {
  const refused = notes.filter(({ kind }) => kind === 'not_met').map(({ text }) => text);
  return wishes.map((one): CoveredWish => {
    const start = `${plain(one.wish)}: `;
    const refusal = refused.find((text) => plain(text).startsWith(start));
    if (refusal !== undefined) return { ...one, state: 'not-answered', why: refusal.slice(refusal.indexOf(': ') + 2) };
    const named = demonstrations
      .filter(({ pain_point, title }) => [pain_point, title].some((text) => overlaps(text, one.wish)))
      .map(({ id }) => ({ kind: 'demonstration' as const, name: id }));
    const traced = trace
      .filter(({ passage }) => overlaps(passage, one.passage))
      .map(({ kind, name }) => ({ kind, name }));
    const by = [...traced, ...named.filter(({ name }) => !traced.some((other) => other.name === name))];
    return by.length > 0 ? { ...one, state: 'answered', by } : { ...one, state: 'open' };
  });
}

/** What the draft says of itself beside the wishes, each of which says whether it is met. */
export function notesBesideWishes(scenario: Scenario): ScenarioNote[] {
  const said = coverWishes(scenario).map(({ wish }) => `${plain(wish)}: `);
  return scenario.notes.filter(
    ({ kind, text }) => kind !== 'not_met' || !said.some((start) => plain(text).startsWith(start)),
  );
}

function overlaps(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= shortestOverlap && long.includes(short)) return true;
  return sentences(short).some((sentence) => sentence.length >= shortestOverlap && long.includes(sentence));
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+/).map((sentence) => sentence.replace(/[.!?;]+$/, ''));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
