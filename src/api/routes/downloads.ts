import { zipSync } from 'fflate';
import { type Context, Hono } from 'hono';
import { stringify } from 'yaml';
import { briefSchema } from '../../domain/brief/brief.ts';
import { companyStem } from '../../domain/naming/company.ts';
import { renderDataQualityGuide } from '../../domain/project/guide/data-quality-guide.ts';
import { renderSummary } from '../../domain/project/guide/summary.ts';
import { renderFollowUp } from '../../domain/rehearsal/follow-up.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { getTree } from '../../integrations/artifacts/tree.ts';
import { notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadSnapshot } from '../builds/load.ts';
import { loadFollowUp } from '../live/follow-up.ts';
import { loadLive } from '../live/live-panel.tsx';

/** Any day will do, so long as the same project gives the same bytes. */
const zipDay = new Date('2020-01-01T00:00:00Z');

/** Files to take along: the project, the guides, the brief. */
export function downloadRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .get('/builds/:id/project.zip', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const snapshot = await loadSnapshot(artifacts, state);
      if (!snapshot) throw notFound('project yet');
      const folder = `${companyStem(state.company)}_demo`;
      const files = [...(await getTree(artifacts, snapshot.main))];
      const zip = zipSync(Object.fromEntries(files.map(([path, bytes]) => [`${folder}/${path}`, bytes])), {
        mtime: zipDay,
      });
      attach(c, `${folder}.zip`, 'application/zip');
      return c.body(new Uint8Array(zip));
    })
    .get('/builds/:id/summary.md', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(context, state);
      if (!live) throw notFound('scenario yet');
      attach(c, 'summary.md', 'text/markdown; charset=utf-8');
      return c.body(renderSummary(live.scenario, state, live.known));
    })
    .get('/builds/:id/data_quality_demo_guide.md', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const live = await loadLive(context, state);
      if (!live) throw notFound('scenario yet');
      attach(c, 'data_quality_demo_guide.md', 'text/markdown; charset=utf-8');
      return c.body(renderDataQualityGuide(live.scenario, live.known));
    })
    .get('/builds/:id/follow-up.md', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const { followUp } = await loadFollowUp(context, state);
      attach(c, 'follow-up.md', 'text/markdown; charset=utf-8');
      return c.body(renderFollowUp(followUp, state));
    })
    .get('/builds/:id/brief.yaml', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      attach(c, `${companyStem(state.company)}-brief.yaml`, 'application/yaml; charset=utf-8');
      return c.body(stringify(await getJson(artifacts, briefSchema, state.brief), { lineWidth: 100 }));
    });
}

function attach(c: Context, name: string, type: string): void {
  c.header('content-type', type);
  c.header('content-disposition', `attachment; filename="${name}"`);
}
