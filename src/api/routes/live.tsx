import { Hono } from 'hono';
import { RunResultsView } from '../../views/build/run-results.tsx';
import { BoardNow } from '../../views/live/board-now.tsx';
import { FollowUpPage } from '../../views/live/follow-up-page.tsx';
import { LiveNow } from '../../views/live/live-now.tsx';
import { linkTo } from '../../views/live/live-page.tsx';
import { TalkNow } from '../../views/live/talk-tabs.tsx';
import { answerPage, answerPart } from '../answer-page.tsx';
import { notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadResults } from '../builds/load.ts';
import { loadBoard } from '../live/board.ts';
import { loadFollowUp } from '../live/follow-up.ts';
import { listRuns } from '../live/list-runs.ts';
import { loadLive } from '../live/live-panel.tsx';
import { sandboxPolicy } from '../middleware/security-headers.ts';

/** Parts of a demo that is up: its controls and numbers, one run, dbt's docs. */
export function liveRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .get('/builds/:id/live-now', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(context, state);
      if (!live) throw notFound('live demo of this id');
      return answerPart(c, <LiveNow {...live} />);
    })
    .get('/builds/:id/talk-now', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(context, state);
      if (!live) throw notFound('live demo of this id');
      return answerPart(c, <TalkNow {...live} link={(shown) => linkTo(state.id, shown, live.known, live.scenario)} />);
    })
    .get('/builds/:id/board-now', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(context, state);
      if (!live) throw notFound('live demo of this id');
      return answerPart(c, <BoardNow {...live} />);
    })
    .get('/builds/:id/board.json', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      return c.json(await loadBoard(context, state));
    })
    .get('/builds/:id/follow-up', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const { id, company } = state;
      return answerPage(c, <FollowUpPage {...{ id, company }} {...(await loadFollowUp(context, state))} />);
    })
    .get('/builds/:id/runs/:run', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const run = (await listRuns(context, state)).find(({ id }) => id === c.req.param('run'));
      if (!run) throw notFound('such run');
      return answerPart(c, <RunResultsView results={await loadResults(artifacts, run.results)} />);
    })
    .get('/builds/:id/docs/', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const runs = await listRuns(context, state);
      for (const run of runs.filter(({ job }) => job === 'production').toReversed()) {
        const { docs } = await loadResults(artifacts, run.results);
        if (!docs) continue;
        c.header('content-security-policy', sandboxPolicy);
        c.header('content-type', 'text/html; charset=utf-8');
        return c.body(Buffer.from(await artifacts.get(docs)).toString('utf8'));
      }
      throw notFound('dbt docs of this demo yet');
    });
}
