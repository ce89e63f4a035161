import type { Brief } from '../brief/brief.ts';
import type { Demonstration } from '../scenario/demonstration.ts';
import type { ScenarioNote } from '../scenario/scenario.ts';
import type { BlueprintCard } from './blueprint.ts';
import { bareWords, mostSpokenOf, phrasesIn, strength } from './phrases.ts';
import { quote } from './quote.ts';

/** What a draft shows at least, and at most. */
const fewest = 4;
const most = 10;

export interface ChosenDemonstrations {
  readonly demonstrations: readonly Demonstration[];
  /** Those that answer something that was named. */
  readonly named: readonly string[];
  readonly notes: readonly ScenarioNote[];
}

/**
 * Maps each pain point that was named to the demonstration that answers it best, by its own words or else by those of
 * the incidents and changes that it shows; it then speaks in the customer's words. Fills up with the usual ones. A pain
 * point that none answers becomes a note. Where none was named, the notes are read for them.
 */
export function chooseDemonstrations(
  card: BlueprintCard,
  available: readonly Demonstration[],
  brief: Brief,
): ChosenDemonstrations {
  const phrasesOf = ({ id }: Demonstration): readonly string[] => card.demonstrations[id] ?? [];
  const shownPhrases = ({ shows }: Demonstration): readonly string[] =>
    shows.flatMap(({ kind, name }) =>
      kind === 'incident' ? (card.incidents[name] ?? []) : kind === 'change' ? (card.changes[name] ?? []) : [],
    );
  const usual = card.usual.demonstrations.flatMap((id) => available.filter((candidate) => candidate.id === id));
  const byUse = [...usual, ...available.filter((candidate) => !usual.includes(candidate))];
  const notes: ScenarioNote[] = [];
  const words = new Map<Demonstration, string[]>();

  for (const painPoint of brief.pain_points) {
    const answer = mostSpokenOf(painPoint, byUse, phrasesOf) ?? mostSpokenOf(painPoint, byUse, shownPhrases);
    if (!answer) {
      notes.push({ kind: 'not_met', text: `No demonstration answers the pain point ${quote(painPoint)}.` });
      continue;
    }
    const unspoken = phrasesIn(painPoint, brief.must_not_mention.map(bareWords).filter(Boolean)).length > 0;
    if (unspoken) {
      const text = `The pain point ${quote(painPoint)} holds words that must not be mentioned; “${answer.title}” answers it in words of our own.`;
      notes.push({ kind: 'assumed', text });
    }
    words.set(answer, [...(words.get(answer) ?? []), ...(unspoken ? [] : [painPoint])]);
  }
  if (brief.pain_points.length === 0) {
    const heard = byUse
      .map((candidate) => ({ candidate, score: strength(brief.discovery_notes, phrasesOf(candidate)) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, 5);
    for (const { candidate } of heard) words.set(candidate, []);
    if (heard.length > 0) {
      const titles = heard.map(({ candidate }) => candidate.title).join('; ');
      notes.push({ kind: 'assumed', text: `No pain point was named; read from the notes: ${titles}.` });
    }
  }

  const named = [...words].map(([demonstration, said]) =>
    said.length === 0 ? demonstration : { ...demonstration, pain_point: said.join(' / ').slice(0, 4_000) },
  );
  const fill = byUse.filter((candidate) => !words.has(candidate)).slice(0, Math.max(0, fewest - named.length));
  return { demonstrations: [...named, ...fill].slice(0, most), named: named.map(({ id }) => id), notes };
}
