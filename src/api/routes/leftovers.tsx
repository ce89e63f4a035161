import { Hono } from 'hono';
import { raw } from 'hono/html';
import { LeftoverList } from '../../views/home/leftovers.tsx';
import { answerPart, wantsPart } from '../answer-page.tsx';
import { type AppContext, buildIdIn } from '../app-context.ts';
import { asPartials, htmlOf } from '../builds/render-regions.ts';
import { listLeftovers } from '../leftovers/list-leftovers.ts';
import { removeLeftovers } from '../leftovers/remove-leftovers.ts';

/** The removal of what demos left behind whose build has ended. */
export function leftoverRoutes(context: AppContext): Hono {
  return new Hono().post('/builds/:id/leftovers/remove', async (c) => {
    const removed = await removeLeftovers(context, buildIdIn(c));
    if (!wantsPart(c)) return c.redirect('/', 303);
    if (removed === 'under-way') {
      return answerPart(c, <p class="notice">It is being removed. Load this page again in a moment.</p>);
    }
    const leftovers = await htmlOf(<LeftoverList left={await listLeftovers(context.records)} />);
    return answerPart(c, raw(asPartials({ leftovers })));
  });
}
