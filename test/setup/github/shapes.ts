import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { StoredCommit } from './git-store.ts';
import type { Account, StoredPull, StoredRepository, StoredRun, StoredStatus } from './state.ts';

/**
 * Answers in GitHub's form. Each is typed by the client's own description of GitHub's answers, which is generated from
 * GitHub's published description of its REST interface, version 2022-11-28: a field of another name or type does not
 * compile. Of the longest answers only the fields are given that tell something about the state here.
 */
type Answers = RestEndpointMethodTypes;
type Data<Group extends keyof Answers, Name extends keyof Answers[Group]> = Answers[Group][Name] extends {
  response: { data: infer Shape };
}
  ? Shape
  : never;

const node = (kind: string, id: number | string) => Buffer.from(`${kind}:${id}`).toString('base64');

export function shapeAccount(origin: string, { login, type, id }: Account) {
  return {
    login,
    id,
    node_id: node(type, id),
    type,
    site_admin: false,
    url: `${origin}/users/${login}`,
    html_url: `${origin}/${login}`,
  } satisfies Partial<Data<'users', 'getByUsername'>>;
}

type FullRepository = Data<'repos', 'get'>;

export function shapeRepository(origin: string, repository: StoredRepository) {
  const { id, name, owner, description, isPrivate, archived, fork, topics, defaultBranch, store, createdAt } =
    repository;
  const full_name = `${owner.login}/${name}`;
  return {
    id,
    node_id: node('Repository', id),
    name,
    full_name,
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    description,
    fork,
    archived,
    disabled: false,
    topics,
    default_branch: defaultBranch,
    size: store.isEmpty() ? 0 : 1,
    created_at: createdAt,
    url: `${origin}/repos/${full_name}`,
    html_url: `${origin}/${full_name}`,
    clone_url: `${origin}/${full_name}.git`,
  } satisfies Partial<FullRepository>;
}

export function shapeRef(url: string, ref: string, sha: string): Data<'git', 'getRef'> {
  return {
    ref,
    node_id: node('Ref', ref),
    url: `${url}/git/${ref}`,
    object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
  };
}

export function shapeCommit(url: string, commit: StoredCommit): Data<'git', 'getCommit'> {
  const { sha, author, committer, message, tree, parents } = commit;
  return {
    sha,
    node_id: node('Commit', sha),
    url: `${url}/git/commits/${sha}`,
    html_url: `${url}/commit/${sha}`,
    author,
    committer,
    message,
    tree: { sha: tree, url: `${url}/git/trees/${tree}` },
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${url}/git/commits/${parent}`,
      html_url: `${url}/commit/${parent}`,
    })),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}

/** Of a list of commits: who, when and what, with the commit itself a level below. */
export function shapeListedCommit(url: string, commit: StoredCommit) {
  const { sha, author, committer, message, tree, parents } = commit;
  return {
    sha,
    node_id: node('Commit', sha),
    url: `${url}/commits/${sha}`,
    html_url: `${url}/commit/${sha}`,
    comments_url: `${url}/commits/${sha}/comments`,
    commit: {
      author,
      committer,
      message,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
      url: `${url}/git/commits/${sha}`,
      comment_count: 0,
    },
    author: null,
    committer: null,
    parents: parents.map((parent) => ({ sha: parent, url: `${url}/commits/${parent}` })),
  } satisfies Data<'repos', 'listCommits'>[number];
}

export function shapePull(origin: string, repository: StoredRepository, pull: StoredPull) {
  const url = `${origin}/repos/${repository.owner.login}/${repository.name}/pulls/${pull.number}`;
  const { owner, name, store } = repository;
  const sha = pull.state === 'open' ? (store.ref(`refs/heads/${pull.head}`) ?? pull.sha) : pull.sha;
  const end = (ref: string, commit: string) => ({ label: `${owner.login}:${ref}`, ref, sha: commit });
  return {
    id: repository.id * 1000 + pull.number,
    node_id: node('PullRequest', pull.number),
    url,
    html_url: `${origin}/${owner.login}/${name}/pull/${pull.number}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: pull.body,
    draft: false,
    merged_at: pull.merged ? '2026-01-01T00:00:00Z' : null,
    head: end(pull.head, sha),
    base: end(pull.base, store.ref(`refs/heads/${pull.base}`) ?? ''),
  } satisfies Partial<Omit<Data<'pulls', 'get'>, 'head' | 'base'>> &
    Record<'head' | 'base', Partial<Data<'pulls', 'get'>['head']>>;
}

type Combined = Data<'repos', 'getCombinedStatusForRef'>;

export function shapeStatuses(url: string, sha: string, statuses: readonly StoredStatus[]) {
  const states = new Set(statuses.map(({ state }) => state));
  const failed = states.has('failure') || states.has('error');
  return {
    state: failed ? 'failure' : states.has('pending') || statuses.length === 0 ? 'pending' : 'success',
    sha,
    total_count: statuses.length,
    url: `${url}/commits/${sha}/status`,
    commit_url: `${url}/commits/${sha}`,
    statuses: statuses.map(({ context, state, description, target_url }, index) => ({
      id: index + 1,
      node_id: node('Status', index),
      url: `${url}/statuses/${sha}`,
      avatar_url: null,
      context,
      state,
      description: description ?? null,
      target_url: target_url ?? '',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    })),
  } satisfies Partial<Combined>;
}

type Run = Data<'checks', 'listForRef'>['check_runs'][number];

export function shapeRuns(url: string, sha: string, runs: readonly StoredRun[]) {
  return {
    total_count: runs.length,
    check_runs: runs.map(({ name, status, conclusion, title }, index) => ({
      id: index + 1,
      head_sha: sha,
      node_id: node('CheckRun', index),
      external_id: null,
      url: `${url}/check-runs/${index + 1}`,
      html_url: `${url}/runs/${index + 1}`,
      details_url: null,
      status,
      conclusion,
      started_at: '2026-01-01T00:00:00Z',
      completed_at: status === 'completed' ? '2026-01-01T00:01:00Z' : null,
      output: {
        title: title ?? null,
        summary: null,
        text: null,
        annotations_count: 0,
        annotations_url: `${url}/annotations`,
      },
      name,
      check_suite: null,
      app: null,
      pull_requests: [],
    })) satisfies Run[],
  };
}
