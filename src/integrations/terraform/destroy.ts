import type { Preview } from './preview.ts';
import { percentOf } from './progress.ts';
import type { TerraformRequest } from './request.ts';
import { type Planned, type Session, withSession } from './session.ts';
import { TerraformError } from './terraform-error.ts';

/** Each round may find others that were behind the first. */
const mostRounds = 5;

export interface Destroyed {
  readonly preview: Preview;
  /** What the API said it no longer has; it was taken out of the state unseen, so look whether that is so. */
  readonly gone: readonly string[];
}

/**
 * Removes all that the state knows, connection included when it was made here, and nothing else. What was removed outside
 * already is no obstacle.
 * @throws {TerraformError} whose `run.done` says what was removed; another call goes on with the rest
 */
export async function destroy(request: TerraformRequest): Promise<Destroyed> {
  return withSession(request, async (session) => {
    const gone: string[] = [];
    const planned = await planAround(session, gone);
    if (planned.preview.items.length > 0) await session.apply(planned);
    request.progress({ percent: percentOf.done, line: 'Nothing is left in dbt Cloud' });
    return { preview: planned.preview, gone };
  });
}

async function planAround(session: Session, gone: string[]): Promise<Planned> {
  for (let round = 1; ; round++) {
    try {
      return await session.plan({ destroy: true });
    } catch (error) {
      if (!(error instanceof TerraformError && error.code === 'terraform-gone') || round === mostRounds) throw error;
      await session.forget(error.run.gone);
      gone.push(...error.run.gone);
    }
  }
}
