import type { Found } from '../../../../domain/accounts/account-check.ts';
import { ok } from './access-check.ts';
import type { TokenLook } from './token-look.ts';

export async function checkToken(look: () => Promise<TokenLook>): Promise<Found> {
  const token = await look();
  if (token.kind === 'installation' && token.permissions)
    return ok('The GitHub App is installed, and its key is valid.');
  if (token.kind === 'installation') return ok('The token is of a GitHub App’s installation.');
  return ok(`The token is valid and ${token.login}’s.`);
}
