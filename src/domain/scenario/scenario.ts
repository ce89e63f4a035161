import { z } from 'zod';
import { dataVolumes } from '../brief/brief.ts';
import { analysis } from './analysis.ts';
import { board } from './board.ts';
import { businessQuestion } from './business-question.ts';
import { change } from './change.ts';
import { demonstration, talkTrack } from './demonstration.ts';
import { identifier, prose, shortText, slug } from './identifier.ts';
import { incident } from './incident.ts';
import { macro } from './macro.ts';
import { exposure, intermediateModel, mart, singularTest } from './model.ts';
import { referenceSeed } from './reference-seed.ts';
import { runPlan, schedule } from './run-plan.ts';
import { semanticLayer } from './semantic-layer.ts';
import { snapshot } from './snapshot.ts';
import { source } from './source.ts';
import { condensation, disagreement, likelyQuestion, traced, wish } from './trace.ts';

/** The customer's situation, restated for their eyes. */
export const businessContext = z.strictObject({
  summary: prose,
  objectives: z.array(shortText).min(1).max(6),
});

/** What the provider wants the reviewer to know: wishes it could not meet, assumptions it made. */
export const note = z.strictObject({
  kind: z.enum(['assumed', 'not_met', 'not_understood']),
  text: prose,
});
export type ScenarioNote = z.infer<typeof note>;

/** Where a scenario came from when it was drafted from a blueprint. */
export const origin = z.strictObject({
  blueprint: slug,
  /** Identifier words replaced everywhere, in order. */
  renames: z
    .array(z.strictObject({ from: identifier, to: identifier }))
    .max(40)
    .default([]),
});

/**
 * The reviewed plan of a demo, as data. Names, staging SQL, YAML, configuration, docs and guides are rendered
 * from it; rows and the SQL of intermediate models and marts come as pieces (`domain/project/piece.ts`).
 */
export const scenarioSchema = z.strictObject({
  schema: z.literal('scenario/1'),
  title: shortText,
  business_context: businessContext,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  sources: z.array(source).min(3).max(5),
  intermediate: z.array(intermediateModel).min(1).max(8),
  marts: z.array(mart).min(2).max(8),
  singular_tests: z.array(singularTest).max(6).default([]),
  semantic_layer: semanticLayer.optional(),
  exposures: z.array(exposure).max(4).default([]),
  /** What a pipeline has besides; most demos need none of it. */
  reference_seeds: z.array(referenceSeed).min(1).max(6).optional(),
  snapshots: z.array(snapshot).min(1).max(4).optional(),
  macros: z.array(macro).min(1).max(6).optional(),
  analyses: z.array(analysis).min(1).max(6).optional(),
  run_plan: runPlan.optional(),
  schedules: z.array(schedule).min(1).max(3).optional(),
  board: board.optional(),
  business_questions: z.array(businessQuestion).min(1).max(20).optional(),
  /** Rows a source has where the brief does not say. */
  data_volume: z.enum(dataVolumes).optional(),
  demonstrations: z.array(demonstration).min(1).max(10),
  incidents: z.array(incident).max(4).default([]),
  changes: z.array(change).max(4).default([]),
  talk_track: talkTrack,
  /** Numbers that the customer's people count differently. */
  disagreements: z.array(disagreement).max(6).optional(),
  likely_questions: z.array(likelyQuestion).max(12).optional(),
  notes: z.array(note).max(40).default([]),
  /** Where in the notes each element comes from; a scenario of a blueprint has none. */
  trace: z.array(traced).max(120).optional(),
  /** Everything that the notes ask for, so that a story told anew still knows it. */
  wishes: z.array(wish).max(60).optional(),
  /** Of notes too long to be read whole. */
  condensed: condensation.optional(),
  origin: origin.optional(),
});
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;

/** The sections that can be reviewed, edited and regenerated one by one, with the keys that each holds. */
export const scenarioSections = {
  context: ['title', 'business_context', 'currency', 'disagreements'],
  sources: ['sources'],
  models: [
    'intermediate',
    'marts',
    'singular_tests',
    'exposures',
    'reference_seeds',
    'snapshots',
    'macros',
    'analyses',
    'run_plan',
    'schedules',
    'board',
    'data_volume',
  ],
  semantic_layer: ['semantic_layer'],
  demonstrations: ['demonstrations', 'business_questions'],
  incidents: ['incidents'],
  changes: ['changes'],
  talk_track: ['talk_track', 'likely_questions'],
} as const satisfies Record<string, readonly (keyof Scenario)[]>;
export type ScenarioSection = keyof typeof scenarioSections;
