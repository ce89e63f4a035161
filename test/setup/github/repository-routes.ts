import { z } from 'zod';
import { organisationOf, self } from './account-routes.ts';
import { give, invalid, notFound, nothing, Refuse } from './answer.ts';
import { type Asked, change, route } from './route.ts';
import { changed, mayChange, passSso, seen, visible } from './seeing.ts';
import { shapeRepository } from './shapes.ts';
import type { Account, StoredRepository } from './state.ts';

const description = z
  .string()
  .max(350)
  .regex(/^\P{Cc}*$/u);
const name = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const wanted = z.strictObject({ name, description: description.optional(), private: z.boolean().optional() });
const listing = ['per_page', 'page', 'sort', 'direction'];

/** Making, listing, changing and deleting repositories. */
export const repositoryRoutes = [
  route('GET', '/user/repos', ['affiliation', ...listing], (asked) => {
    if (asked.query.affiliation !== 'owner') throw new Refuse(422, 'Only affiliation=owner is known here.');
    return list(asked, self(asked));
  }),
  route('GET', '/orgs/:org/repos', ['type', ...listing], (asked) => list(asked, organisationOf(asked))),
  change('POST', '/user/repos', wanted, (asked, body) => make(asked, self(asked), body)),
  change('POST', '/orgs/:org/repos', wanted, (asked, body) => {
    const organisation = organisationOf(asked);
    passSso(asked, organisation);
    if (!mayChange(asked, organisation))
      throw new Refuse(403, 'You need admin access to the organization before adding a repository to it.');
    return make(asked, organisation, body);
  }),

  route('GET', '/repos/:owner/:repo', [], (asked) => give(shape(asked, seen(asked)))),
  route('GET', '/repositories/:id', [], (asked) => {
    const found = asked.state.repositories.find(({ id }) => String(id) === asked.params.id);
    if (found === undefined) throw notFound();
    return give(shape(asked, visible(asked, found)));
  }),

  change(
    'PATCH',
    '/repos/:owner/:repo',
    z.strictObject({ name: name.optional(), archived: z.boolean().optional(), default_branch: z.string().optional() }),
    (asked, body) => {
      const repository = changed(asked);
      if (repository.archived && body.archived !== false)
        throw new Refuse(403, 'Repository was archived so is read-only.');
      if (body.name !== undefined && body.name !== repository.name) {
        if (asked.state.find(repository.owner.login, body.name)) throw taken();
        asked.state.rename(repository, body.name);
      }
      if (body.default_branch !== undefined) {
        if (repository.store.ref(`refs/heads/${body.default_branch}`) === undefined) {
          throw invalid('Repository', 'default_branch', `The branch ${body.default_branch} was not found.`);
        }
        repository.defaultBranch = body.default_branch;
        repository.store.setDefault(body.default_branch);
      }
      if (body.archived !== undefined) repository.archived = body.archived;
      return give(shape(asked, repository));
    },
  ),

  route('DELETE', '/repos/:owner/:repo', [], (asked) => {
    const repository = changed(asked);
    const { scopes } = asked.token;
    if (scopes !== undefined && !scopes.includes('delete_repo')) {
      throw new Refuse(403, 'Must have admin rights to Repository.', undefined, {
        'x-accepted-oauth-scopes': 'delete_repo',
      });
    }
    asked.state.remove(repository);
    return nothing;
  }),

  change(
    'PUT',
    '/repos/:owner/:repo/topics',
    z.strictObject({ names: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/)).max(20) }),
    (asked, { names }) => {
      const repository = changed(asked);
      repository.topics = [...names];
      return give({ names });
    },
  ),
];

function shape({ origin }: Asked, repository: StoredRepository) {
  return shapeRepository(origin, repository);
}

function list(asked: Asked, account: Account) {
  passSso(asked, account);
  const { per_page = '30', page = '1', sort, direction } = asked.query;
  const size = Number(per_page);
  if (size > 100) throw new Refuse(422, 'per_page is 100 at most.');
  const all = asked.state.repositories
    .filter(({ owner, isPrivate }) => owner === account && (!isPrivate || mayChange(asked, account)))
    .sort((a, b) => (sort === 'created' && direction === 'desc' ? b.id - a.id : a.id - b.id));
  return give(all.slice((Number(page) - 1) * size, Number(page) * size).map((repository) => shape(asked, repository)));
}

function make(asked: Asked, owner: Account, body: z.infer<typeof wanted>) {
  const { scopes } = asked.token;
  if (scopes !== undefined && !scopes.includes('repo')) {
    throw new Refuse(403, 'Your token has not been granted the required scopes.', undefined, {
      'x-accepted-oauth-scopes': 'repo',
    });
  }
  if (asked.state.find(owner.login, body.name)) throw taken();
  const made = asked.state.create(owner, body.name, body.description ?? null, body.private ?? false);
  return give(shape(asked, made), 201);
}

function taken(): Refuse {
  return new Refuse(422, 'Repository creation failed.', [
    { resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' },
  ]);
}
