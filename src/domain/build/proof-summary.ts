import { z } from 'zod';
import { digestSchema } from '../digest.ts';
import { provenWarehouses, warehouseLabels } from '../rehearsal/warehouse-proof.ts';

const about = {
  /** The snapshot that it is about. */
  project: digestSchema,
  warehouse: z.enum(provenWarehouses),
};

/** What came out of a proof that was run. Durations are seconds. */
export const ranProof = z.strictObject({
  proven: z.literal(true),
  ...about,
  /** The whole proof, kept as an artifact. */
  proof: digestSchema,
  passed: z.boolean(),
  findings: z.number().int(),
  filesCompiled: z.number().int(),
  statementsRecorded: z.number().int(),
  dbtVersion: z.string(),
  adapterVersion: z.string(),
  seconds: z.number(),
});

/** A warehouse's proof in short, for a build's state; one that could not be run says why, and holds nothing up. */
export const proofSummary = z.discriminatedUnion('proven', [
  ranProof,
  z.strictObject({ proven: z.literal(false), ...about, why: z.string() }),
]);
export type ProofSummary = z.infer<typeof proofSummary>;

/** Whether a proof was run and is red: such a project is not approved. */
export function isRedProof(proof: ProofSummary | undefined): boolean {
  return proof?.proven === true && !proof.passed;
}

/** How it went, in a few words: `proven for Snowflake: 66 queries compiled, 240 statements recorded`. */
export function proofInWords(proof: ProofSummary): string {
  const label = warehouseLabels[proof.warehouse];
  if (!proof.proven) return `not proven for ${label}: ${proof.why}`;
  if (!proof.passed) return `not for ${label} as it is: ${count(proof.findings, 'finding')}`;
  const recorded = proof.statementsRecorded > 0 ? `, ${count(proof.statementsRecorded, 'statement')} recorded` : '';
  return `proven for ${label}: ${count(proof.filesCompiled, 'query')} compiled${recorded}`;
}

function count(number: number, thing: string): string {
  const many = thing.endsWith('y') ? `${thing.slice(0, -1)}ies` : `${thing}s`;
  return `${number} ${number === 1 ? thing : many}`;
}
