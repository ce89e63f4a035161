import { z } from 'zod';
import { give, Refuse } from './answer.ts';
import { filled, urlOf, whole } from './git-routes.ts';
import { change, route } from './route.ts';
import { seen, written } from './seeing.ts';
import { shapeCommit, shapeListedCommit, shapeRuns, shapeStatuses } from './shapes.ts';

const person = z.strictObject({ name: z.string(), email: z.string(), date: z.string().optional() });
const contents = z.strictObject({
  message: z.string().min(1),
  content: z.base64(),
  branch: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
});

/** Files, branches and commits as people know them, and what checks say of a commit. */
export const contentRoutes = [
  /** Also works on an empty repository, and is what fills it. */
  change('PUT', '/repos/:owner/:repo/contents/:path*', contents, (asked, body) => {
    const repository = written(asked);
    const { store } = repository;
    const path = asked.params.path ?? '';
    const ref = `refs/heads/${body.branch ?? repository.defaultBranch}`;
    const head = store.ref(ref);
    const tree = head === undefined ? [] : store.listTree(store.readCommit(head).tree, true);
    const entries = tree.filter(({ type }) => type !== 'tree');
    if (entries.some((entry) => entry.path === path))
      throw new Refuse(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    const blob = store.writeBlob(Buffer.from(body.content, 'base64'));
    const author = whole(asked, body.author ?? body.committer);
    const commit = store.writeCommit({
      tree: store.writeTree([...entries, { path, mode: '100644', sha: blob }]),
      parents: head === undefined ? [] : [head],
      author,
      committer: body.committer === undefined ? author : whole(asked, body.committer),
      message: body.message,
    });
    store.setRef(ref, commit);
    return give(
      { content: { name: path, path, sha: blob }, commit: shapeCommit(urlOf(asked), store.readCommit(commit)) },
      201,
    );
  }),

  route('GET', '/repos/:owner/:repo/branches', ['per_page', 'page'], (asked) => {
    const { per_page = '30', page = '1' } = asked.query;
    const start = (Number(page) - 1) * Number(per_page);
    const branches = seen(asked)
      .store.branches()
      .slice(start, start + Number(per_page));
    const url = urlOf(asked);
    return give(
      branches.map(({ name, sha }) => ({ name, commit: { sha, url: `${url}/commits/${sha}` }, protected: false })),
    );
  }),

  route('GET', '/repos/:owner/:repo/commits', ['sha', 'per_page', 'page'], (asked) => {
    const { store, defaultBranch } = filled(seen(asked));
    const { sha = defaultBranch, per_page = '30', page = '1' } = asked.query;
    const from = store.resolve(sha);
    if (from === undefined) throw new Refuse(404, 'Not Found');
    const listed = store.history(from, (Number(page) - 1) * Number(per_page), Number(per_page));
    return give(listed.map((commit) => shapeListedCommit(urlOf(asked), store.readCommit(commit))));
  }),

  route('GET', '/repos/:owner/:repo/commits/:ref', ['per_page'], (asked) => {
    const { store } = filled(seen(asked));
    const { ref = '' } = asked.params;
    const sha = store.resolve(ref);
    if (sha === undefined) throw new Refuse(422, `No commit found for SHA: ${ref}`);
    return give({
      ...shapeListedCommit(urlOf(asked), store.readCommit(sha)),
      stats: { total: 0, additions: 0, deletions: 0 },
      files: [],
    });
  }),

  route('GET', '/repos/:owner/:repo/commits/:ref/status', ['per_page'], (asked) => {
    const { store, statuses } = seen(asked);
    const sha = store.resolve(asked.params.ref ?? '');
    if (sha === undefined) throw new Refuse(404, 'Not Found');
    return give(shapeStatuses(urlOf(asked), sha, statuses.get(sha) ?? []));
  }),

  route('GET', '/repos/:owner/:repo/commits/:ref/check-runs', ['per_page'], (asked) => {
    if (asked.token.login !== undefined && asked.token.scopes === undefined) {
      throw new Refuse(403, 'Resource not accessible by personal access token');
    }
    const { store, runs } = seen(asked);
    const sha = store.resolve(asked.params.ref ?? '');
    if (sha === undefined) throw new Refuse(422, `No commit found for SHA: ${asked.params.ref}`);
    return give(shapeRuns(urlOf(asked), sha, runs.get(sha) ?? []));
  }),
];
