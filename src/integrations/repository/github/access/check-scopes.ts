import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { failed, ok, unknown } from './access-check.ts';
import type { TokenLook } from './token-look.ts';

const provenLater = 'making the repository proves what it may do.';

export async function checkScopes(look: () => Promise<TokenLook>, { webUrl }: Connection): Promise<Found> {
  const token = await look();
  if (token.kind !== 'classic') {
    const kind = token.kind === 'installation' ? 'An installation’s' : 'A fine-grained';
    return unknown(`${kind} token does not list its permissions; ${provenLater}`);
  }
  const has = token.scopes.length === 0 ? 'none' : token.scopes.join(', ');
  if (token.scopes.includes('repo')) {
    const deletes = token.scopes.includes('delete_repo');
    return ok(
      deletes ? `Its scopes: ${has}.` : `Its scopes: ${has}. Without delete_repo, repositories are archived only.`,
    );
  }
  return failed(
    `The token lacks the scope repo; it has ${has}.`,
    'Make a token with the scope repo and enter it again.',
    `${webUrl}/settings/tokens/new?scopes=repo,read:org,delete_repo&description=Demo%20Foundry`,
  );
}
