import { z } from 'zod';
import type { StateStore } from './state-store.ts';
import { newestState } from './working-folder.ts';

/** A resource that a state has. */
export interface KnownResource {
  /** Such as `dbtcloud_job`. */
  readonly type: string;
  /** As its import takes it, such as `7:12` for what is in the project 7. */
  readonly id: string;
}

const instance = z.object({ attributes: z.object({ id: z.union([z.string(), z.number()]).nullish() }).loose() });
const state = z.object({
  resources: z.array(z.object({ mode: z.string(), type: z.string(), instances: z.array(instance) })).default([]),
});

/**
 * What a build's state has, the state of a run that was killed included.
 * @param folder the build's working folder, which need not be there
 */
export async function knownResources(folder: string, store: StateStore): Promise<KnownResource[]> {
  const bytes = await newestState(folder, store);
  if (bytes === undefined) return [];
  const { resources } = state.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, instances }) =>
      instances.flatMap(({ attributes: { id } }) =>
        id === undefined || id === null ? [] : [{ type, id: String(id) }],
      ),
    );
}
