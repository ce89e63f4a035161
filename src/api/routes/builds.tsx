import { Hono } from 'hono';
import { BuildPage, type BuildViewName, buildViews } from '../../views/build/build-page.tsx';
import { Shown } from '../../views/build/followed.tsx';
import { panelKey } from '../../views/build/seen-build.ts';
import { answerPage, answerPart } from '../answer-page.tsx';
import { notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { panelOf } from '../builds/panel.tsx';
import { temporalUrlOf } from '../builds/temporal-url.ts';

/** A build's page in its views, and the panel alone. */
export function buildRoutes(context: AppContext): Hono {
  return new Hono()
    .get('/builds', (c) => c.redirect('/'))
    .get('/builds/:id/panel', async (c) => {
      const seen = await seeBuild(context, buildIdIn(c));
      return answerPart(c, <Shown of={panelKey(seen)}>{await panelOf(context, seen, 'now')}</Shown>);
    })
    .get('/builds/:id/:view?', async (c, next) => {
      const view = viewOf(c.req.param('view'));
      if (!view) return next();
      const seen = await seeBuild(context, buildIdIn(c));
      return answerPage(
        c,
        <BuildPage seen={seen} view={view} temporalUrl={temporalUrlOf(context, seen)}>
          {await panelOf(context, seen, view)}
        </BuildPage>,
      );
    })
    .get('/builds/*', () => {
      throw notFound('such page');
    });
}

function viewOf(name: string | undefined): BuildViewName | undefined {
  if (name === undefined) return 'now';
  return name !== 'now' && Object.hasOwn(buildViews, name) ? (name as BuildViewName) : undefined;
}
