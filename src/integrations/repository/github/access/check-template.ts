import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { templateCommit } from '../read-template.ts';
import { templateAddress } from '../template-address.ts';
import { ok } from './access-check.ts';

/** The template is on the list and readable; its commit is fixed here. */
export async function checkTemplate(
  connection: Connection,
  { url, ref }: { readonly url: string; readonly ref?: string | undefined },
  allowed: readonly string[],
): Promise<Found> {
  const place = templateAddress(url, connection.webUrl, allowed);
  const { commit } = await templateCommit(connection, place, ref);
  return ok(`${place.owner}/${place.repo} is readable at ${commit.slice(0, 7)}.`, {
    commit,
    link: `${connection.webUrl}/${place.owner}/${place.repo}/tree/${commit}`,
  });
}
