import { z } from 'zod';
import { digestSchema } from '../digest.ts';

/** A hand edit of one file, laid over what is rendered as long as the file beneath is the one that was edited. */
export const overlay = z.strictObject({
  path: z.string().min(1).max(300),
  /** Digest of the generated content beneath; `null` for a file that the edit adds. */
  beneath: digestSchema.nullable(),
  content: z.string().max(500_000),
});
export type Overlay = z.infer<typeof overlay>;

export const overlaysSchema = z.strictObject({ schema: z.literal('overlays/1'), overlays: z.array(overlay).max(200) });
export type Overlays = z.infer<typeof overlaysSchema>;

/** A rendered project as it is kept: its digest is the name of what is reviewed, rehearsed and published. */
export const snapshotSchema = z.strictObject({
  schema: z.literal('project/1'),
  company: z.string(),
  companyName: z.string(),
  shortId: z.string(),
  warehouse: z.string(),
  asOf: z.string(),
  scenario: digestSchema,
  /** The rows and SQL that it was rendered from. */
  pieces: z.array(digestSchema),
  /** Tree digest of the main branch. */
  main: digestSchema,
  /** Tree digests of the files that differ from main, by batch id and by change id. */
  batches: z.record(z.string(), digestSchema),
  changes: z.record(z.string(), digestSchema),
  /** Edits whose file beneath has changed since: both are shown for a choice, and the generated one stands. */
  conflicts: z.array(overlay),
  /** Paths that stand as a person edited them. */
  edited: z.array(z.string()),
  /** Words of the brief that the customer must not read in any file. */
  unmentioned: z.array(z.string()).optional(),
  statistics: z.strictObject({
    sources: z.number(),
    models: z.number(),
    tests: z.number(),
    unitTests: z.number(),
    seeds: z.number(),
    rows: z.number(),
    metrics: z.number(),
    exposures: z.number(),
    files: z.number(),
  }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
