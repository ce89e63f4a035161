import { z } from 'zod';
import { identifier, prose, shortText } from './identifier.ts';

/**
 * Where in the notes one element of the scenario comes from. Kept beside the elements and out of everything that is
 * rendered: quotes stay in the service, and another passage makes no piece anew.
 */
export const traced = z.strictObject({
  kind: z.enum(['source', 'mart', 'metric', 'exposure', 'demonstration', 'incident']),
  /** `system.table`, a name, or an id. */
  name: z.string().min(1).max(200),
  /** A passage of the notes, word for word; empty when the element is assumed. */
  passage: z.string().max(2_000),
});
export type Traced = z.infer<typeof traced>;

/** Something that the customer asks for or complains about, small enough to be checked. */
export const wish = z.strictObject({
  wish: prose,
  /** A passage of the notes, word for word; empty when only the brief's fields say it. */
  passage: z.string().max(2_000),
});
export type Wish = z.infer<typeof wish>;

/** How long the notes were that a draft was made from, and how long what was left of them, in characters. */
export const condensation = z.strictObject({ from: z.number().int().positive(), to: z.number().int().positive() });

/** A number that the customer's people count differently, and the definition that settles it. */
export const disagreement = z.strictObject({
  about: shortText,
  versions: z.array(prose).min(2).max(6),
  settled_by: prose,
  /** The metric that is computed so, where the definition does not name it by its words. */
  metric: identifier.optional(),
});
export type Disagreement = z.infer<typeof disagreement>;

/** What the customer will likely ask, for the SE's eyes. */
export const likelyQuestion = z.strictObject({ question: shortText, answer: prose });
