import { Hono } from 'hono';
import { BuildPage } from '../../views/build/build-page.tsx';
import { FileEditor } from '../../views/files/file-editor.tsx';
import { answerPage, answerPart, wantsPart } from '../answer-page.tsx';
import { ApiError, notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadSnapshot } from '../builds/load.ts';
import { temporalUrlOf } from '../builds/temporal-url.ts';
import { filesPanel, fileView } from '../files/files-panel.tsx';
import { readFileText } from '../files/project-files.ts';

/** The files of a build: the panel, one file, and its editor. */
export function fileRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .get('/builds/:id/files', async (c) => {
      const seen = await seeBuild(context, buildIdIn(c));
      const { open, group } = c.req.query();
      const panel = await filesPanel(artifacts, seen.state, { open, group });
      return answerPage(
        c,
        <BuildPage seen={seen} view="files" temporalUrl={temporalUrlOf(context, seen)}>
          {panel ?? <p class="quiet">There are no files yet.</p>}
        </BuildPage>,
      );
    })
    .get('/builds/:id/files/new', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      return answerPart(c, <FileEditor state={state} path="" text="" isNew />);
    })
    .get('/builds/:id/files/view', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const { group = 'main', path = '', edit } = c.req.query();
      const snapshot = await loadSnapshot(artifacts, state);
      if (!snapshot) throw notFound('project yet');
      if (!wantsPart(c)) return c.redirect(`/builds/${state.id}/files?${new URLSearchParams({ group, open: path })}`);
      if (edit === undefined) {
        const view = await fileView(artifacts, state, snapshot, group, path);
        if (!view) throw notFound('such file');
        return answerPart(c, view);
      }
      if (state.ask?.kind !== 'review-files') {
        throw new ApiError(409, 'not-in-review', 'The files are not being reviewed just now.');
      }
      const text = await readFileText(artifacts, snapshot, 'main', path);
      if (text === undefined) throw notFound('such file');
      return answerPart(c, <FileEditor state={state} path={path} text={text} />);
    });
}
