import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ArtifactDamaged, ArtifactMissing, ArtifactRefused } from '../artifacts/errors.ts';
import type { ArtifactRoots } from '../artifacts/roots.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import { isNotFound, writeOnce } from '../artifacts/write-once.ts';
import { seal, unseal } from '../secrets/seal.ts';
import type { PayloadKeys } from '../temporal/payload-key.ts';
import type { StateStore } from './state-store.ts';

/** The state of a build's resources, which can also be dropped. */
export interface StoredState extends StateStore {
  /** Forgets the state: nothing of what it describes stands any more. */
  drop(): Promise<void>;
}

export interface StoredStatesOptions {
  readonly artifacts: ArtifactStore;
  readonly roots: ArtifactRoots;
  /** Has one small file a build, which names the artifact with its state. */
  readonly folder: string;
  /** The current key encrypts; the former ones still decrypt. */
  readonly keys: PayloadKeys;
  /** Told of a state that is there but cannot be read, and so counts as lost. */
  readonly onLost?: (buildId: string, why: string) => void;
}

const pointer = z.strictObject({ schema: z.literal('terraform-state/1'), sealed: z.string(), key: z.string() });

/**
 * Keeps the states of builds encrypted in the artifact store: each save is an artifact of its own, and then a small file
 * is moved on to it, so that a crash leaves the old state or the new one. The bytes are sealed for their build: one
 * build's state cannot be put in the place of another's.
 *
 * A state that cannot be read, as its key or its artifact is gone, counts as none: whoever runs Terraform lists the account
 * before, and adopts what stands there.
 *
 * @example
 * const { stateOf } = storedStates({ artifacts, roots, folder: '.data/terraform/states', keys });
 * await stateOf('bq7c').save(bytes);
 */
export function storedStates({ artifacts, roots, folder, keys, onLost = () => {} }: StoredStatesOptions): {
  stateOf(buildId: string): StoredState;
} {
  const readable = new Map([...keys.former, keys.current].map(({ id, bytes }) => [id, Buffer.from(bytes)]));

  return {
    stateOf(buildId) {
      const file = fileOf(folder, buildId);
      const boundTo = `terraform-state:${buildId}`;
      const lost = (why: string) => {
        onLost(buildId, why);
        return undefined;
      };
      return {
        async load() {
          const text = await readIfThere(file);
          if (text === undefined) return undefined;
          const named = readPointer(text);
          if (!named) return lost('the file that names it is damaged');
          const key = readable.get(named.key);
          if (!key) return lost(`the key "${named.key}" that encrypted it is not configured`);
          try {
            return Buffer.from(unseal(key, boundTo, Buffer.from(await artifacts.get(named.sealed))), 'utf8');
          } catch (error) {
            const why = whyUnreadable(error);
            if (why === undefined) throw error;
            return lost(why);
          }
        },

        async save(state) {
          const { id, bytes } = keys.current;
          const sealed = await artifacts.put(seal(Buffer.from(bytes), boundTo, Buffer.from(state).toString('utf8')));
          await roots.root(buildId, [sealed]);
          const named: z.infer<typeof pointer> = { schema: 'terraform-state/1', sealed, key: id };
          await writeOnce(file, JSON.stringify(named));
        },

        drop: () => rm(file, { force: true }),
      };
    },
  };
}

function fileOf(folder: string, buildId: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(buildId)) throw new RangeError(`"${buildId}" is not a build's id`);
  return join(folder, `${buildId}.json`);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function readPointer(text: string): z.infer<typeof pointer> | undefined {
  try {
    return pointer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** `undefined` where another try may read it, such as with a disk that is away. */
function whyUnreadable(error: unknown): string | undefined {
  if (error instanceof ArtifactMissing) return 'its artifact is gone';
  if (error instanceof ArtifactDamaged || error instanceof ArtifactRefused) return 'its artifact is damaged';
  if (error instanceof Error && /unable to authenticate|authentication tag/i.test(error.message)) {
    return 'it was altered, or encrypted for another build or under another key';
  }
  return undefined;
}
