import { Hono } from 'hono';
import { phases } from '../../domain/build/phase.ts';
import type { BuildFilter } from '../../integrations/records/records.ts';
import { BuildListPage, BuildTable } from '../../views/home/build-list.tsx';
import { answerPage, answerPart, wantsPart } from '../answer-page.tsx';
import type { AppContext } from '../app-context.ts';
import { listLeftovers } from '../leftovers/list-leftovers.ts';

const pageSize = 50;
const statuses = ['working', 'waiting', 'needs-attention', 'closed'] as const;

/** The list of builds, with search. */
export function homeRoutes({ records }: AppContext): Hono {
  return new Hono().get('/', async (c) => {
    const { text = '', phase = '', status = '', before, beforeId } = c.req.query();
    const filter: BuildFilter = {
      limit: pageSize,
      text,
      phase: phases.find((known) => known === phase),
      status: statuses.find((known) => known === status),
      before: before && beforeId ? { createdAt: before, id: beforeId } : undefined,
    };
    const builds = await records.listBuilds(filter);
    const last = builds.length === pageSize ? builds.at(-1) : undefined;
    const more = last && `/?${new URLSearchParams({ text, phase, status, before: last.createdAt, beforeId: last.id })}`;
    const spending = await records.sumModelCalls(builds.map(({ id }) => id));
    if (wantsPart(c)) return answerPart(c, <BuildTable {...{ builds, spending, more }} />);
    const leftovers = await listLeftovers(records);
    const none = builds.length === 0 && !text && !phase && !status && !before;
    const shown = { builds, spending, leftovers, more, none, filter: { text, phase, status } };
    return answerPage(c, <BuildListPage {...shown} />);
  });
}
