import { z } from 'zod';
import { give, isEmpty, notFound, nothing, Refuse } from './answer.ts';
import type { GitStore } from './git-store.ts';
import { type Asked, change, route } from './route.ts';
import { seen, written } from './seeing.ts';
import { shapeCommit, shapeRef } from './shapes.ts';
import type { StoredRepository } from './state.ts';

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const date = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const person = z.strictObject({ name: z.string().min(1), email: z.string().min(1), date: date.optional() });

const treeBody = z.strictObject({
  tree: z.array(
    z.strictObject({
      path: z.string().min(1),
      mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
      type: z.enum(['blob', 'tree', 'commit']).optional(),
      sha: sha.optional(),
      content: z.string().optional(),
    }),
  ),
});

const commitBody = z.strictObject({
  message: z.string().min(1),
  tree: sha,
  parents: z.array(sha).optional(),
  author: person.optional(),
  committer: person.optional(),
});

/** GitHub's Git Data interface. An empty repository refuses all of it with a conflict. */
export const gitRoutes = [
  route('GET', '/repos/:owner/:repo/git/ref/:ref*', [], (asked) => {
    const { store } = filled(seen(asked));
    const ref = `refs/${asked.params.ref}`;
    const at = store.ref(ref);
    if (at === undefined) throw notFound();
    return give(shapeRef(urlOf(asked), ref, at));
  }),

  change('POST', '/repos/:owner/:repo/git/refs', z.strictObject({ ref: z.string(), sha }), (asked, body) => {
    const { store } = filled(written(asked));
    if (!/^refs\/[^/]+\/.+/.test(body.ref)) throw new Refuse(422, "Reference name must start with 'refs/'");
    if (store.typeOf(body.sha) !== 'commit') throw new Refuse(422, 'Object does not exist');
    if (store.ref(body.ref) !== undefined) throw new Refuse(422, 'Reference already exists');
    store.setRef(body.ref, body.sha);
    return give(shapeRef(urlOf(asked), body.ref, body.sha), 201);
  }),

  change(
    'PATCH',
    '/repos/:owner/:repo/git/refs/:ref*',
    z.strictObject({ sha, force: z.boolean().optional() }),
    (asked, body) => {
      const { store } = filled(written(asked));
      const ref = `refs/${asked.params.ref}`;
      const from = store.ref(ref);
      if (from === undefined) throw new Refuse(422, 'Reference does not exist');
      if (store.typeOf(body.sha) !== 'commit') throw new Refuse(422, 'Object does not exist');
      if (body.force !== true && !store.isAncestor(from, body.sha))
        throw new Refuse(422, 'Update is not a fast forward');
      store.setRef(ref, body.sha);
      return give(shapeRef(urlOf(asked), ref, body.sha));
    },
  ),

  route('DELETE', '/repos/:owner/:repo/git/refs/:ref*', [], (asked) => {
    const repository = filled(written(asked));
    const ref = `refs/${asked.params.ref}`;
    if (repository.store.ref(ref) === undefined) throw new Refuse(422, 'Reference does not exist');
    if (ref === `refs/heads/${repository.defaultBranch}`) throw new Refuse(422, 'Cannot delete the default branch');
    repository.store.deleteRef(ref);
    return nothing;
  }),

  route('GET', '/repos/:owner/:repo/git/commits/:sha', [], (asked) => {
    const { store } = filled(seen(asked));
    const { sha: wanted = '' } = asked.params;
    if (store.typeOf(wanted) !== 'commit') throw notFound();
    return give(shapeCommit(urlOf(asked), store.readCommit(wanted)));
  }),

  change('POST', '/repos/:owner/:repo/git/commits', commitBody, (asked, body) => {
    const { store } = filled(written(asked));
    if (store.typeOf(body.tree) !== 'tree') throw new Refuse(422, 'Tree SHA does not exist');
    const parents = body.parents ?? [];
    for (const parent of parents) {
      if (store.typeOf(parent) !== 'commit')
        throw new Refuse(422, 'Parent SHA does not exist or is not a commit object');
    }
    const author = whole(asked, body.author);
    const committer = body.committer === undefined ? author : whole(asked, body.committer);
    const made = store.writeCommit({ tree: body.tree, parents, author, committer, message: body.message });
    return give(shapeCommit(urlOf(asked), store.readCommit(made)), 201);
  }),

  route('GET', '/repos/:owner/:repo/git/trees/:sha', ['recursive'], (asked) => {
    const { store } = filled(seen(asked));
    const { sha: wanted = '' } = asked.params;
    if (store.typeOf(wanted) === undefined) throw notFound();
    return give(shapeTree(urlOf(asked), store, wanted, asked.query.recursive !== undefined));
  }),

  change('POST', '/repos/:owner/:repo/git/trees', treeBody, (asked, { tree }) => {
    const { store } = filled(written(asked));
    if (tree.length === 0) throw new Refuse(422, 'Invalid tree info');
    const entries = tree.map(({ path, mode, sha: given, content }) => {
      if ((given === undefined) === (content === undefined))
        throw new Refuse(422, 'Must supply either tree.sha or tree.content');
      if (path.split('/').some((part) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part))) {
        throw new Refuse(422, 'tree.path contains a malformed path component');
      }
      if (given !== undefined && mode !== '160000' && store.typeOf(given) === undefined) {
        throw new Refuse(422, `tree.sha ${given} is not a valid blob`);
      }
      return { path, mode, sha: given ?? store.writeBlob(Buffer.from(content ?? '')) };
    });
    return give(shapeTree(urlOf(asked), store, store.writeTree(entries), false), 201);
  }),

  route('GET', '/repos/:owner/:repo/git/blobs/:sha', [], (asked) => {
    const { store } = filled(seen(asked));
    const { sha: wanted = '' } = asked.params;
    if (store.typeOf(wanted) !== 'blob') throw notFound();
    const bytes = store.readBlob(wanted);
    // GitHub breaks lines in base64.
    const content = bytes.toString('base64').replace(/.{60}/g, '$&\n');
    return give({
      sha: wanted,
      node_id: wanted,
      size: bytes.byteLength,
      url: `${urlOf(asked)}/git/blobs/${wanted}`,
      content,
      encoding: 'base64',
    });
  }),

  change(
    'POST',
    '/repos/:owner/:repo/git/blobs',
    z.strictObject({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).optional() }),
    (asked, { content, encoding }) => {
      const { store } = filled(written(asked));
      const made = store.writeBlob(Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
      return give({ sha: made, url: `${urlOf(asked)}/git/blobs/${made}` }, 201);
    },
  ),
];

export function urlOf({ origin, params }: Asked): string {
  return `${origin}/repos/${params.owner}/${params.repo}`;
}

export function filled(repository: StoredRepository): StoredRepository {
  if (repository.store.isEmpty()) throw isEmpty();
  return repository;
}

function shapeTree(url: string, store: GitStore, treeOrCommit: string, recursive: boolean) {
  const tree = store.typeOf(treeOrCommit) === 'commit' ? store.readCommit(treeOrCommit).tree : treeOrCommit;
  const entries = store.listTree(tree, recursive);
  return {
    sha: tree,
    url: `${url}/git/trees/${tree}`,
    truncated: false,
    tree: entries.map((entry) => ({ ...entry, url: `${url}/git/${entry.type}s/${entry.sha}` })),
  };
}

/** A person as Git keeps one: GitHub fills in the token's user and the time. */
export function whole({ token }: Asked, given: z.infer<typeof person> | undefined) {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const login = token.login ?? 'app[bot]';
  return {
    name: given?.name ?? login,
    email: given?.email ?? `${login}@users.noreply.github.com`,
    date: given?.date ?? now,
  };
}
