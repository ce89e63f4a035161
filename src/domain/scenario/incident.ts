import { z } from 'zod';
import { nodeName, prose, shortText, slug, sourceId } from './identifier.ts';

/**
 * A planned data-quality failure. Its rows come with the source's rows; the promise is stated for the
 * production job's `dbt build`, which stops at the first failing layer and skips the rest.
 */
export const incident = z.strictObject({
  id: slug,
  title: shortText,
  /** What happened at the source, in the customer's world. */
  story: prose,
  source: sourceId,
  promise: z.strictObject({
    /** Names of the tests that fail, and no others do. */
    fails: z.array(nodeName).min(1).max(6),
    /** Models that are skipped. */
    skips: z.array(nodeName).min(1),
    /** Marts that keep their good rows, compared row for row. */
    protects: z.array(nodeName).min(1),
  }),
  /** What the SE says while the red run is on screen. */
  say: prose,
  /** How it is mended. */
  mend: prose,
});
export type Incident = z.infer<typeof incident>;
