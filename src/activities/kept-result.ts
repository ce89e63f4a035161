import type { z } from 'zod';
import { digestSchema } from '../domain/digest.ts';
import { getJson, putJson } from '../integrations/artifacts/json.ts';
import { stepKey } from '../integrations/artifacts/step-results.ts';
import type { Made } from './contract.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * A pure step's result, found again by its key (step, code version, inputs) or made and kept. `keep` says whether a
 * result is good enough to be found again: only validated ones are.
 */
export async function keptResult<Result extends object>(
  { artifacts, stepResults, codeVersion }: Pick<Dependencies, 'artifacts' | 'stepResults' | 'codeVersion'>,
  { step, inputs, schema, keep = () => true }: KeptStep<Result>,
  make: () => Promise<Result>,
): Promise<Made<Result>> {
  const key = stepKey({ step, codeVersion, inputs });
  const kept = await stepResults.find(key);
  if (kept !== undefined) return { ...(await getJson(artifacts, schema, kept)), reused: true };
  const result = await make();
  if (keep(result)) await stepResults.keep(key, await putJson(artifacts, result));
  return { ...result, reused: false };
}

interface KeptStep<Result> {
  readonly step: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Result>;
  readonly keep?: (result: Result) => boolean;
}

/** A stored value's digest, as results hold it. */
export const storedDigest = digestSchema;
