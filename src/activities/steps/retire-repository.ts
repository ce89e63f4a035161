import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Archives a demo's repository, or deletes it; one that is gone is fine. */
export function retireRepository({ repositories }: Dependencies): Activities['retireRepository'] {
  return async ({ buildId, archive }) => {
    const repository = await repositories.find(buildId);
    if (!repository) return;
    await (archive ? repositories.archive(repository) : repositories.remove(repository));
  };
}
