import { sourceId } from '../naming/names.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Traced } from '../scenario/trace.ts';
import type { DesignAnswer } from './design.ts';
import { passagesIn } from './find-passage.ts';
import { martOf } from './marts-of.ts';
import { pipelineOf } from './pipeline-of.ts';
import { semanticLayerOf } from './semantic-layer-of.ts';
import { sourceOf } from './sources-of.ts';
import type { StoryAnswer } from './story.ts';
import { storyOf } from './story-of.ts';
import type { UnderstandingAnswer } from './understanding.ts';

/** More than a reviewer reads. */
const [mostNotes, mostWishes] = [40, 60];

/** The answers that a scenario is made of. */
export interface ScenarioAnswers {
  readonly understanding: UnderstandingAnswer;
  readonly design: DesignAnswer;
  readonly story: StoryAnswer;
}

/**
 * The scenario that three answers propose, as it comes: whether it fits the schema and holds together is judged after.
 * What follows from the rest is computed, and quotes that the notes do not hold are taken as assumed.
 */
export function draftOf({ understanding, design, story }: ScenarioAnswers, notes: string): Scenario {
  const project = projectOf(understanding, design);
  const find = passagesIn(notes);
  const trace = traces(understanding, design, story, find);
  const wishes = understanding.wishes
    .filter(({ wish }) => wish.trim() !== '')
    .map(({ wish, passage }) => ({ wish, passage: find(passage) }));
  return {
    ...project,
    ...storyOf(story, project),
    notes: [
      ...story.unanswered.map(({ wish, why }) => ({ kind: 'not_met' as const, text: `${wish}: ${why}` })),
      ...assumptions(trace),
    ].slice(0, mostNotes),
    trace,
    ...(wishes.length === 0 ? {} : { wishes: wishes.slice(0, mostWishes) }),
  };
}

/** Sources, models and semantic layer, with a story still to be told. */
export function projectOf(understanding: UnderstandingAnswer, design: DesignAnswer): Scenario {
  const { title, summary, objectives, currency, disagreements } = understanding;
  const marts = design.marts.map(martOf);
  const semantic_layer = semanticLayerOf(design, marts);
  return {
    schema: 'scenario/1',
    title,
    business_context: { summary, objectives },
    currency,
    sources: understanding.sources.map(sourceOf),
    intermediate: design.intermediate,
    marts,
    singular_tests: design.singular_tests,
    ...(semantic_layer === undefined ? {} : { semantic_layer }),
    exposures: design.exposures.map(({ passage: _, ...exposure }) => exposure),
    ...pipelineOf(design),
    demonstrations: [],
    incidents: [],
    changes: [],
    talk_track: { get_started: [], flow: [], advanced: [] },
    ...(disagreements.length === 0
      ? {}
      : { disagreements: disagreements.map(({ about, versions, settled_by }) => ({ about, versions, settled_by })) }),
    notes: [],
  };
}

function traces(
  { sources }: UnderstandingAnswer,
  { marts, metrics, exposures }: DesignAnswer,
  { demonstrations, incidents }: StoryAnswer,
  find: (passage: string) => string,
): Traced[] {
  const trace =
    (kind: Traced['kind']) =>
    (name: string, passage: string): Traced => ({ kind, name, passage: find(passage) });
  return [
    ...sources.map((source) => trace('source')(sourceId(source), source.passage)),
    ...marts.map(({ name, passage }) => trace('mart')(name, passage)),
    ...metrics.map(({ name, passage }) => trace('metric')(name, passage)),
    ...exposures.map(({ name, passage }) => trace('exposure')(name, passage)),
    ...demonstrations.map(({ id, passage }) => trace('demonstration')(id, passage)),
    ...incidents.map(({ id, passage }) => trace('incident')(id, passage)),
  ];
}

/** One note a kind, so that a reviewer sees at a glance how much of the plan is not the customer's own. */
export function assumptions(trace: readonly Traced[]): { kind: 'assumed'; text: string }[] {
  const kinds = [...new Set(trace.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const names = trace.filter((one) => one.kind === kind && one.passage === '').map(({ name }) => name);
    if (names.length === 0) return [];
    const what = names.length === 1 ? kind : `${kind}s`;
    return [{ kind: 'assumed' as const, text: `The notes do not name the ${what} ${names.join(', ')}.` }];
  });
}
