import { z } from 'zod';
import type { Pieces } from '../project/piece.ts';
import { prose, shortText, slug } from '../scenario/identifier.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Words or phrases to find in a text; `*` at a word's end stands for any ending. */
const phrases = z.array(z.string().min(2).max(60)).min(1).max(60);

/** What a scenario's part is recognised by when a person speaks of it. */
const recognised = z.record(slug, phrases);

/** `blueprint.yml`: what a blueprint is for, and how a brief's words lead to its parts. */
export const blueprintCard = z.strictObject({
  schema: z.literal('blueprint/1'),
  name: slug,
  label: shortText,
  description: prose,
  /** Words that speak for this blueprint, in the industry and in the notes. */
  fits: z.array(z.strictObject({ words: phrases, weight: z.number().int().min(1).max(10) })).min(1),
  /** Drafted from where it fits, and never as merely the nearest there is. */
  only_where_it_fits: z.literal(true).optional(),
  /** By demonstration: the words of the pain points that it answers. */
  demonstrations: recognised,
  /** By incident and by change: the words that a person may call it by. */
  incidents: recognised,
  changes: recognised,
  /** What a draft has when the brief asks for nothing in particular, the most telling first. */
  usual: z.strictObject({
    demonstrations: z.array(slug).min(1),
    incidents: z.array(slug),
    changes: z.array(slug),
  }),
});
export type BlueprintCard = z.infer<typeof blueprintCard>;

/** A saved demo with blanks for the company: exactly the shape of an answer, and a card. */
export interface Blueprint {
  readonly card: BlueprintCard;
  /** Texts hold `[company]` where the company's name goes. */
  readonly scenario: Scenario;
  readonly pieces: Pieces;
}
