import type { z } from 'zod';
import type { Preview } from '../../domain/build/plan-preview.ts';
import { percentOf } from './progress.ts';
import { type ReasonToWait, reasonsToWait } from './reasons-to-wait.ts';
import type { TerraformRequest } from './request.ts';
import { withSession } from './session.ts';

/** What came of a run. */
export type Provisioned<Outputs> =
  | { readonly kind: 'applied'; readonly preview: Preview; readonly outputs: Outputs }
  /** Nothing was done: the plan is more than making and changing, and wants a person's word. */
  | { readonly kind: 'waits'; readonly preview: Preview; readonly reasons: readonly ReasonToWait[] };

/** What a person has said about a plan that waited. */
export interface Word {
  /** The digest of the preview that was agreed to; it counts for exactly that plan. */
  readonly approved?: string;
  /**
   * Plan as if what the API no longer shows were not in the state, instead of failing with `terraform-gone`. Such a plan
   * always waits, and the state is left as it was until that plan is approved.
   */
  readonly makeGoneAgain?: boolean;
}

/** Says what a run would do, and why it would wait, without doing it. @throws {TerraformError} */
export async function previewProvision(
  request: TerraformRequest,
): Promise<{ readonly preview: Preview; readonly reasons: readonly ReasonToWait[] }> {
  return withSession(request, async (session) => {
    const planned = await session.plan();
    return { preview: planned.preview, reasons: reasonsToWait(planned) };
  });
}

/**
 * Makes what the module describes. A plan that would delete or replace something, or that follows upon something that was
 * not found, is given back instead of carried out.
 *
 * @param shape the module's outputs
 * @throws {TerraformError} whose `run` says what was done, and what may exist and has to be adopted by the next run
 */
export async function provision<Outputs>(
  request: TerraformRequest,
  shape: z.ZodType<Outputs>,
  { approved, makeGoneAgain = false }: Word = {},
): Promise<Provisioned<Outputs>> {
  return withSession(request, async (session) => {
    const planned = await session.plan({ withoutGone: makeGoneAgain });
    const { preview } = planned;
    const reasons = reasonsToWait(planned);
    if (reasons.length > 0 && preview.digest !== approved) {
      session.discard();
      return { kind: 'waits', preview, reasons };
    }
    await session.apply(planned);
    const outputs = await session.outputs(shape);
    request.progress({ percent: percentOf.done, line: 'dbt Cloud has it all' });
    return { kind: 'applied', preview, outputs };
  });
}
