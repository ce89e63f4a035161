import type { Preview } from '../../domain/build/plan-preview.ts';
import { percentOf } from './progress.ts';
import type { TerraformRequest } from './request.ts';
import { withSession } from './session.ts';

export interface Destroyed {
  readonly preview: Preview;
  /**
   * What the API no longer shows. It was taken out of the state; a token that lost its access sees the same, so look
   * whether it is gone.
   */
  readonly gone: readonly string[];
}

/**
 * Removes all that the state knows, connection included when it was made here, and nothing else. What was removed outside
 * already is no obstacle.
 * @throws {TerraformError} whose `run.done` says what was removed; another call goes on with the rest
 */
export async function destroy(request: TerraformRequest): Promise<Destroyed> {
  return withSession(request, async (session) => {
    const planned = await session.plan({ destroy: true, withoutGone: true });
    const { preview, gone } = planned;
    if (preview.items.length > 0) await session.apply(planned);
    request.progress({ percent: percentOf.done, line: 'Nothing is left in dbt Cloud' });
    return { preview, gone };
  });
}
