import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FoundryError } from '../../../domain/foundry-error.ts';
import { type ProvenWarehouse, warehouseLabels } from '../../../domain/rehearsal/warehouse-proof.ts';
import { digestOf } from '../../artifacts/digest.ts';

/** The environment of a warehouse's dbt adapter could not be made. */
export class AdapterNotInstalled extends FoundryError {
  constructor(warehouse: ProvenWarehouse, detail: string) {
    super(
      'adapter-not-installed',
      `dbt’s adapter for ${warehouseLabels[warehouse]} could not be installed: ${detail.slice(0, 500)}`,
      {
        mend: `Run npm run adapters -- ${warehouse} where the Python package index can be reached, then try again.`,
        retryable: true,
      },
    );
  }
}

/** Where the environments stand and what makes them. */
export interface AdapterPlace {
  /** The folder of the repository. */
  readonly root: string;
  readonly tools: string;
}

export interface InstallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((line: string) => void) | undefined;
}

/** A digest of the pinned list that a warehouse's environment is made from. */
export async function adapterPins({ root }: AdapterPlace, warehouse: ProvenWarehouse): Promise<string> {
  return digestOf(await readFile(join(root, 'dbt/adapters', warehouse, 'requirements.txt')));
}

/**
 * The Python of a warehouse's environment, which is made first where it is missing: half a minute, told as progress.
 * Returns within a moment where it stands. Several at once take turns, whatever process they are in.
 *
 * @throws {AdapterNotInstalled}
 */
export async function adapterPython(
  { root, tools }: AdapterPlace,
  warehouse: ProvenWarehouse,
  { signal, progress = () => {} }: InstallOptions = {},
): Promise<string> {
  const said: string[] = [];
  const child = spawn(process.execPath, [join(root, 'scripts/adapters.mjs'), warehouse], {
    cwd: root,
    env: { ...process.env, TOOLS_DIR: tools, SET_UP_TELLS: 'often' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in a terminal reaches the service alone, which then ends it in order.
    detached: true,
  });
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        if (line.startsWith('set-up: ')) progress(line.slice('set-up: '.length));
      });
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new AdapterNotInstalled(warehouse, said.filter(Boolean).slice(-3).join(' '));
  } finally {
    signal?.removeEventListener('abort', end);
  }
  return join(tools, 'adapters', warehouse, 'bin/python');
}
