import type { Found } from '../../../../domain/accounts/account-check.ts';
import type { Connection } from '../connect.ts';
import { numbered } from '../create-repository.ts';
import { isOf } from '../marker.ts';
import { getRepository } from '../own-repository.ts';
import { ok } from './access-check.ts';

const mostNames = 10;

/** A name in use is no obstacle: the next number is taken. */
export async function checkName(
  connection: Connection,
  { name, build }: { readonly name: string; readonly build: string },
): Promise<Found> {
  for (let count = 1; count <= mostNames; count += 1) {
    const candidate = numbered(name, count);
    const holder = await getRepository(connection, candidate);
    // One that was renamed since still answers to its old name, which is free.
    if (holder === undefined || holder.name.toLowerCase() !== candidate.toLowerCase()) {
      return count === 1
        ? ok(`${candidate} is free, as far as the token sees.`)
        : ok(`${name} is in use; the repository will be ${candidate}.`);
    }
    if (isOf(holder, build)) return ok(`${candidate} is this build’s already.`);
  }
  return ok(`${name} and its next numbers are in use; the repository gets a higher number.`);
}
