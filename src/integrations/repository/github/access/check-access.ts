import { type Connection, connect, type GitHubAccess } from '../connect.ts';
import { checkOf, type GitHubCheck } from './access-check.ts';
import { checkName } from './check-name.ts';
import { checkOwner } from './check-owner.ts';
import { checkScopes } from './check-scopes.ts';
import { checkSso } from './check-sso.ts';
import { checkTemplate } from './check-template.ts';
import { checkToken } from './check-token.ts';
import { lookAtToken } from './token-look.ts';

export interface AccessQuestion extends GitHubAccess {
  /** The name that the repository is to have. */
  readonly name: string;
  /** The build that asks: a repository that is its own already is no obstacle. */
  readonly build: string;
  readonly template?: { readonly url: string; readonly ref?: string | undefined } | undefined;
  /** Web addresses or `owner/name`; an owner's all by `owner/*`. */
  readonly allowedTemplates?: readonly string[];
}

/**
 * Looks before any work whether a build can publish to GitHub. Each check stands for itself and nothing is changed; no
 * answer holds the token.
 */
export async function checkGitHubAccess(question: AccessQuestion): Promise<GitHubCheck[]> {
  const isApp = question.credential.kind === 'app';
  const signIn = isApp ? 'GitHub App' : 'GitHub token';
  let connection: Connection;
  try {
    connection = connect(question);
  } catch (error) {
    // Nothing can be asked: that is all there is to tell.
    return [await checkOf('token', signIn, () => Promise.reject(error))];
  }
  const look = lookAtToken(connection);
  const { template, allowedTemplates = [] } = question;
  return Promise.all([
    checkOf('token', signIn, () => checkToken(look)),
    checkOf('scopes', isApp ? 'App’s permissions' : 'Token’s permissions', () => checkScopes(look, connection)),
    checkOf('owner', 'Account', () => checkOwner(look, connection)),
    checkOf('sso', 'Single sign-on', () => checkSso(connection)),
    checkOf('name', 'Repository name', () => checkName(connection, question)),
    ...(template === undefined
      ? []
      : [checkOf('template', 'Template repository', () => checkTemplate(connection, template, allowedTemplates))]),
  ]);
}
