import { briefSchema } from '../../domain/brief/brief.ts';
import { landedIncidents } from '../../domain/build/landing.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { type FollowUp, followUpOf, mentionsInFollowUp } from '../../domain/rehearsal/follow-up.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { notFound } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';
import { loadLive } from './live-panel.tsx';

/** The follow-up of a demo, with the numbers of its last run, and what in it the brief wants unsaid. */
export async function loadFollowUp(
  context: Pick<AppContext, 'artifacts' | 'records' | 'client' | 'hub'>,
  state: BuildState,
): Promise<{ followUp: FollowUp; mentions: ReturnType<typeof mentionsInFollowUp> }> {
  const [live, brief] = await Promise.all([
    loadLive(context, state),
    getJson(context.artifacts, briefSchema, state.brief),
  ]);
  // Before that nothing was shown that held.
  if (!live?.known.report?.passed) throw notFound('rehearsed demo of this id');
  const followUp = followUpOf(live.scenario, live.known, landedIncidents(state.landings));
  return { followUp, mentions: mentionsInFollowUp(followUp, brief.must_not_mention) };
}
