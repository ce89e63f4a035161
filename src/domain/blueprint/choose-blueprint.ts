import type { Brief } from '../brief/brief.ts';
import type { BlueprintCard } from './blueprint.ts';
import { phrasesIn, writtenAs } from './phrases.ts';

/** How well a blueprint fits a brief. */
export interface Fit {
  readonly score: number;
  /** The words that speak for it, as the brief has them. */
  readonly words: readonly string[];
  /** Whether they say enough. */
  readonly fits: boolean;
}

/** What the industry says counts as much as this many mentions in the notes. */
const industryWeight = 3;
/** From this weight on a word in the industry is enough by itself; a lighter one is many industries' word. */
const telling = 3;
/** From here on the notes alone are enough. */
const enough = 6;

/** Scores a blueprint by the words of the industry and of the notes, each word counted once. */
export function howWellItFits(card: BlueprintCard, brief: Brief): Fit {
  const notes = [brief.discovery_notes, ...brief.pain_points, ...brief.must_show].join('\n');
  const words = new Set<string>();
  let byIndustry = 0;
  let byNotes = 0;
  let named = false;
  for (const { words: phrases, weight } of card.fits) {
    const inIndustry = phrasesIn(brief.industry, phrases);
    const inNotes = phrasesIn(notes, phrases);
    for (const phrase of inIndustry) words.add(writtenAs(brief.industry, phrase) ?? phrase);
    for (const phrase of inNotes) if (!inIndustry.includes(phrase)) words.add(writtenAs(notes, phrase) ?? phrase);
    byIndustry += inIndustry.length * weight * industryWeight;
    named ||= inIndustry.length > 0 && weight >= telling;
    byNotes += inNotes.length * weight;
  }
  // An industry that was named and says nothing for the blueprint takes more than passing mentions in the notes.
  const needed = brief.industry.trim() === '' ? enough : enough * 2;
  return { score: byIndustry + byNotes, words: [...words], fits: named || byNotes >= needed };
}

/**
 * The blueprint that fits a brief best, by name where two tie. One that is for nothing else than what it fits is left out
 * where it does not, unless there is no other.
 */
export function chooseBlueprint<T extends { readonly card: BlueprintCard }>(
  blueprints: readonly T[],
  brief: Brief,
): { readonly blueprint: T; readonly fit: Fit } | undefined {
  const all = blueprints.map((blueprint) => ({ blueprint, fit: howWellItFits(blueprint.card, brief) }));
  const possible = all.filter(({ blueprint, fit }) => fit.fits || !blueprint.card.only_where_it_fits);
  return (possible.length > 0 ? possible : all).sort(
    (a, b) => b.fit.score - a.fit.score || (a.blueprint.card.name < b.blueprint.card.name ? -1 : 1),
  )[0];
}
