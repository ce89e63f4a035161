import { z } from 'zod';
import { give, invalid, notFound, Refuse } from './answer.ts';
import { filled } from './git-routes.ts';
import { type Asked, change, route } from './route.ts';
import { seen, written } from './seeing.ts';
import { shapePull } from './shapes.ts';
import type { StoredPull, StoredRepository } from './state.ts';

const wanted = z.strictObject({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().optional(),
});

/** Pull requests within one repository. */
export const pullRoutes = [
  route('GET', '/repos/:owner/:repo/pulls', ['state', 'head', 'per_page'], (asked) => {
    const repository = seen(asked);
    const { state = 'open', head } = asked.query;
    const branch = head?.slice(head.indexOf(':') + 1);
    const listed = repository.pulls.filter(
      (pull) => (state === 'all' || pull.state === state) && (branch === undefined || pull.head === branch),
    );
    return give(listed.toReversed().map((pull) => shapePull(asked.origin, repository, pull)));
  }),

  change('POST', '/repos/:owner/:repo/pulls', wanted, (asked, { title, head, base, body = '' }) => {
    const repository = filled(written(asked));
    const { store, pulls } = repository;
    const [from, to] = [store.ref(`refs/heads/${base}`), store.ref(`refs/heads/${head}`)];
    if (to === undefined)
      throw new Refuse(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'head', code: 'invalid' }]);
    if (from === undefined)
      throw new Refuse(422, 'Validation Failed', [{ resource: 'PullRequest', field: 'base', code: 'invalid' }]);
    if (pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)) {
      throw invalid('PullRequest', 'head', `A pull request already exists for ${repository.owner.login}:${head}.`);
    }
    if (store.isAncestor(to, from)) throw invalid('PullRequest', 'base', `No commits between ${base} and ${head}`);
    const by = asked.token.login ?? 'app[bot]';
    const pull: StoredPull = {
      number: pulls.length + 1,
      title,
      body,
      head,
      base,
      by,
      sha: to,
      state: 'open',
      merged: false,
    };
    pulls.push(pull);
    return give(shapePull(asked.origin, repository, pull), 201);
  }),

  route('GET', '/repos/:owner/:repo/pulls/:number', [], (asked) => {
    const repository = seen(asked);
    return give(shapePull(asked.origin, repository, pullOf(asked, repository)));
  }),

  change(
    'PATCH',
    '/repos/:owner/:repo/pulls/:number',
    z.strictObject({ state: z.literal('closed') }),
    (asked, { state }) => {
      const repository = written(asked);
      const pull = pullOf(asked, repository);
      pull.sha = repository.store.ref(`refs/heads/${pull.head}`) ?? pull.sha;
      pull.state = state;
      return give(shapePull(asked.origin, repository, pull));
    },
  ),
];

function pullOf({ params }: Asked, repository: StoredRepository): StoredPull {
  const pull = repository.pulls.find(({ number }) => String(number) === params.number);
  if (pull === undefined) throw notFound();
  return pull;
}
