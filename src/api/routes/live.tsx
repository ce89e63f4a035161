import { Hono } from 'hono';
import { RunResultsView } from '../../views/build/run-results.tsx';
import { LiveNow } from '../../views/live/live-now.tsx';
import { answerPart } from '../answer-page.tsx';
import { notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadRun } from '../builds/load.ts';
import { loadLive } from '../live/live-panel.tsx';
import { sandboxPolicy } from '../middleware/security-headers.ts';

/** Parts of a demo that is up: its controls and numbers, one run, dbt's docs. */
export function liveRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .get('/builds/:id/live-now', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(artifacts, state);
      if (!live) throw notFound('live demo of this id');
      return answerPart(c, <LiveNow {...live} />);
    })
    .get('/builds/:id/runs/:run', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const results = await loadRun(artifacts, state, c.req.param('run'));
      if (!results) throw notFound('such run');
      return answerPart(c, <RunResultsView results={results} />);
    })
    .get('/builds/:id/docs/', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      for (const run of state.runs.filter(({ job }) => job === 'production').toReversed()) {
        const docs = (await loadRun(artifacts, state, run.id))?.docs;
        if (!docs) continue;
        c.header('content-security-policy', sandboxPolicy);
        c.header('content-type', 'text/html; charset=utf-8');
        return c.body(Buffer.from(await artifacts.get(docs)).toString('utf8'));
      }
      throw notFound('dbt docs of this demo yet');
    });
}
