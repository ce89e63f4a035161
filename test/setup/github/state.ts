import type { KeyObject } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GitStore } from './git-store.ts';

export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Organization';
  readonly id: number;
  /** Of an organisation: who is in it, and how. */
  readonly members: Map<string, { readonly role: 'admin' | 'member'; readonly state: 'active' | 'pending' }>;
  /** What the account calls first branches. */
  defaultBranch: string;
}

export interface Token {
  /** Whose it is; nobody's where it is an App's installation. */
  readonly login?: string;
  /** Of a classic token; a fine-grained one lists none. */
  readonly scopes?: readonly string[];
  /** Organisations whose single sign-on it is not authorised for. */
  readonly shutOutOf?: readonly string[];
  /** Of an App itself, which may ask where it is installed and nothing else. */
  readonly app?: App;
}

/** A GitHub App: the key that its private key is checked by, and where it is installed. */
export interface App {
  readonly publicKey: KeyObject;
  readonly installations: readonly {
    readonly id: number;
    readonly organisation: string;
    readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  }[];
}

export interface StoredPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly by: string;
  /** The commit of a closed one; an open one follows its branch. */
  sha: string;
  state: 'open' | 'closed';
  merged: boolean;
}

export interface StoredStatus {
  readonly context: string;
  readonly state: 'success' | 'pending' | 'failure' | 'error';
  readonly description?: string;
  readonly target_url?: string;
}

export interface StoredRun {
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | null;
  readonly title?: string;
}

export interface StoredRepository {
  readonly id: number;
  readonly owner: Account;
  readonly store: GitStore;
  readonly pulls: StoredPull[];
  readonly statuses: Map<string, StoredStatus[]>;
  readonly runs: Map<string, StoredRun[]>;
  readonly createdAt: string;
  name: string;
  description: string | null;
  isPrivate: boolean;
  archived: boolean;
  fork: boolean;
  topics: string[];
  defaultBranch: string;
}

/** All that the stand-in knows. */
export class State {
  readonly accounts = new Map<string, Account>();
  readonly tokens = new Map<string, Token>();
  /** By App id. */
  readonly apps = new Map<string, App>();
  readonly repositories: StoredRepository[] = [];
  /** Names that repositories had before, in lower case, and whose they were. */
  readonly formerNames = new Map<string, number>();
  private readonly root: string;
  private lastId = 0;

  constructor(root: string) {
    this.root = root;
  }

  addAccount(login: string, type: Account['type']): Account {
    const account = { login, type, id: this.nextId(), members: new Map(), defaultBranch: 'main' };
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  find(owner: string, name: string): StoredRepository | undefined {
    return this.repositories.find(
      (repository) =>
        repository.owner.login.toLowerCase() === owner.toLowerCase() &&
        repository.name.toLowerCase() === name.toLowerCase(),
    );
  }

  /** A repository that had this name before, while no other has it. */
  formerly(owner: string, name: string): StoredRepository | undefined {
    const id = this.formerNames.get(`${owner}/${name}`.toLowerCase());
    return this.repositories.find((repository) => repository.id === id);
  }

  create(owner: Account, name: string, description: string | null, isPrivate: boolean): StoredRepository {
    const id = this.nextId();
    const folder = this.folderOf(owner.login, name);
    mkdirSync(join(folder, '..'), { recursive: true });
    const repository = {
      id,
      owner,
      store: new GitStore(folder, owner.defaultBranch),
      pulls: [],
      statuses: new Map(),
      runs: new Map(),
      createdAt: new Date(Date.UTC(2026, 0, 1) + id * 60_000).toISOString().replace('.000Z', 'Z'),
      name,
      description,
      isPrivate,
      archived: false,
      fork: false,
      topics: [],
      defaultBranch: owner.defaultBranch,
    };
    this.repositories.push(repository);
    return repository;
  }

  rename(repository: StoredRepository, name: string): void {
    this.formerNames.set(`${repository.owner.login}/${repository.name}`.toLowerCase(), repository.id);
    renameSync(repository.store.folder, this.folderOf(repository.owner.login, name));
    Object.assign(repository.store, { folder: this.folderOf(repository.owner.login, name) });
    repository.name = name;
  }

  remove(repository: StoredRepository): void {
    rmSync(repository.store.folder, { recursive: true, force: true });
    this.repositories.splice(this.repositories.indexOf(repository), 1);
  }

  /** Where the bare repository of a name lies. */
  folderOf(owner: string, name: string): string {
    return join(this.root, owner.toLowerCase(), `${name}.git`);
  }
}
