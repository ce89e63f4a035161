import { z } from 'zod';
import { identifier, nodeName, prose, shortText, slug } from './identifier.ts';

/** The thing in the running demo that a sentence points to; it must exist in the project. */
export const evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model'), name: nodeName }),
  z.strictObject({ kind: z.literal('test'), name: nodeName }),
  z.strictObject({ kind: z.literal('unit_test'), name: identifier }),
  z.strictObject({ kind: z.literal('metric'), name: identifier }),
  z.strictObject({ kind: z.literal('saved_query'), name: identifier }),
  z.strictObject({ kind: z.literal('exposure'), name: identifier }),
  z.strictObject({ kind: z.literal('incident'), name: slug }),
  z.strictObject({ kind: z.literal('change'), name: slug }),
  z.strictObject({
    kind: z.literal('feature'),
    name: z.enum(['lineage', 'docs', 'contracts', 'incremental', 'schedule', 'ci', 'git', 'freshness']),
  }),
]);
export type Evidence = z.infer<typeof evidence>;

/** One pain point and what in the demo answers it. */
export const demonstration = z.strictObject({
  id: slug,
  /** The customer's pain, in their words where they gave them. */
  pain_point: prose,
  title: shortText,
  /** What to show and why it helps them. */
  how: prose,
  shows: z.array(evidence).min(1).max(6),
});
export type Demonstration = z.infer<typeof demonstration>;

/** One stretch of the call. */
export const talkSection = z.strictObject({
  title: shortText,
  minutes: z.number().int().min(1).max(60),
  say: prose,
  do: prose,
  shows: z.array(evidence).max(4).default([]),
});
export type TalkSection = z.infer<typeof talkSection>;

/** What the SE says and does; stays in the service, never in the repository. */
export const talkTrack = z.strictObject({
  get_started: z.array(prose).min(1).max(10),
  flow: z.array(talkSection).min(2).max(12),
  advanced: z.array(prose).max(10),
});
export type TalkTrack = z.infer<typeof talkTrack>;
