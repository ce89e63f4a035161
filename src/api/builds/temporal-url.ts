import type { SeenBuild } from '../../views/build/seen-build.ts';
import { buildWorkflowId } from '../../workflows/messages.ts';
import type { AppDeps } from '../app-deps.ts';

/** Temporal Web's page of a build, where there is a Temporal Web. */
export function temporalUrlOf(
  { temporalUi, client }: Pick<AppDeps, 'temporalUi' | 'client'>,
  { state, runId }: SeenBuild,
): string | undefined {
  if (temporalUi === undefined) return undefined;
  const path = ['namespaces', client.options.namespace, 'workflows', buildWorkflowId(state.id), runId, 'history'];
  return new URL(`/${path.map(encodeURIComponent).join('/')}`, temporalUi).href;
}
