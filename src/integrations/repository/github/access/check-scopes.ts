import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { failed, ok, unknown } from './access-check.ts';
import type { TokenLook } from './token-look.ts';

const provenLater = 'making the repository proves what it may do.';

export async function checkScopes(look: () => Promise<TokenLook>, { owner, webUrl }: Connection): Promise<Found> {
  const token = await look();
  if (token.kind === 'installation' && token.permissions) return checkPermissions(token.permissions, owner, webUrl);
  if (token.kind !== 'classic') {
    const kind = token.kind === 'installation' ? 'An installation’s' : 'A fine-grained';
    return unknown(`${kind} token does not list its permissions; ${provenLater}`);
  }
  const has = token.scopes.length === 0 ? 'none' : token.scopes.join(', ');
  if (token.scopes.includes('repo')) {
    const deletes = token.scopes.includes('delete_repo');
    return ok(
      deletes
        ? `Its scopes: ${has}.`
        : `Its scopes: ${has}. Without delete_repo, the teardown cannot remove the repository.`,
    );
  }
  return failed(
    `The token lacks the scope repo; it has ${has}.`,
    'Make a token with the scope repo and enter it again.',
    `${webUrl}/settings/tokens/new?scopes=repo,read:org,delete_repo&description=Demo%20Foundry`,
  );
}

/** What an App needs for a demo, in the words of its page at GitHub. */
const neededPermissions = { administration: 'write', contents: 'write', pull_requests: 'write' } as const;

function checkPermissions(has: Readonly<Record<string, string>>, owner: string, webUrl: string): Found {
  const lacks = Object.entries(neededPermissions).filter(([name, level]) => has[name] !== level);
  if (lacks.length === 0) return ok('The App may make repositories, write to them and open pull requests.');
  const names = lacks.map(([name]) => name.replaceAll('_', ' ')).join(', ');
  return failed(
    `The App may not write: ${names}.`,
    'Give the App these permissions, read and write, and have the organisation accept them.',
    `${webUrl}/organizations/${owner}/settings/installations`,
  );
}
