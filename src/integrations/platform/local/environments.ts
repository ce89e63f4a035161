import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Environment, environmentSchema } from './environment.ts';
import { EnvironmentsOvertaken } from './errors.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** Run folders kept besides the current one: to look at, and for CI's deferral. */
const keptRuns = 4;

/** Where one run works. */
export interface RunFolder {
  readonly path: string;
  /** The run's own database, once it has one. */
  readonly database: string;
  /** Production's manifest as of the last production run, for CI to defer to. */
  readonly state: string;
}

/** `moved` when another run was switched to first, `overtaken` when the environments were made anew or removed. */
export type Switched = 'switched' | 'moved' | 'overtaken';

/** What a run leaves to its environment besides its database. */
export interface LeftByRun {
  /** The batch in the raw schema. */
  readonly landed: string | null;
  /** The manifest that CI is to defer to from now on. */
  readonly manifest?: string | undefined;
}

/**
 * Environments of the local target, kept as files below one folder; each write is a rename, and the changes of one
 * build's environments are made one after another, whichever process makes them.
 */
export interface LocalEnvironments {
  /**
   * Makes empty environments of a generation; those of an older generation are removed. Repeating it changes nothing.
   * @throws EnvironmentsOvertaken where a later generation stands, or this one for another project
   */
  create(environment: Omit<Environment, 'schema' | 'current' | 'landed'>): Promise<Environment>;
  /** The environments of a build, or `undefined` when it has none. */
  find(buildId: string): Promise<Environment | undefined>;
  /** The builds that anything stands for here, finished or not. */
  builds(): Promise<string[]>;
  /** Opens a run's folder, empty, on top of the current run; not where the environments are of another generation by now. */
  openRun(environment: Environment, runId: string): Promise<RunFolder | undefined>;
  /** The folder of a run that was opened before. */
  runFolder(environment: Environment, runId: string): RunFolder;
  /** The run that was the environment's own when this one was opened; `null` where none was. */
  openedOn(environment: Environment, runId: string): Promise<string | null>;
  /** Makes a run's database the environment's own, unless another run did so since this one was opened. */
  switchTo(environment: Environment, runId: string, left: LeftByRun): Promise<Switched>;
  /** Removes all that stands for a build; nothing is fine. */
  remove(buildId: string): Promise<void>;
}

export function localEnvironments(folder: string): LocalEnvironments {
  const locks = new OneAtATime();
  const home = (buildId: string) => join(folder, safe(buildId));
  const pointer = (buildId: string) => join(home(buildId), 'environment.json');
  const generationFolder = (environment: Environment) =>
    join(home(environment.buildId), `generation-${environment.generation}`);
  // Beside the home, which is removed with all that is in it.
  const alone = <T>(buildId: string, work: () => Promise<T>) => locks.run(`${home(buildId)}.lock`, work);

  const runFolder = (environment: Environment, runId: string): RunFolder => {
    const path = join(generationFolder(environment), 'runs', safe(runId));
    return {
      path,
      database: join(path, 'database', `${environment.profile}.duckdb`),
      state: join(generationFolder(environment), 'state'),
    };
  };

  const find = async (buildId: string): Promise<Environment | undefined> => {
    const text = await readIfThere(pointer(buildId));
    return text === undefined ? undefined : environmentSchema.parse(JSON.parse(text));
  };

  const openedOn = async (run: RunFolder): Promise<string | null> => {
    const text = await readIfThere(join(run.path, 'opened-on.json'));
    return text === undefined ? null : JSON.parse(text);
  };

  const write = (environment: Environment) =>
    putInPlace(pointer(environment.buildId), (part) => writeFile(part, JSON.stringify(environment)));

  return {
    find,
    runFolder,
    openedOn: (environment, runId) => openedOn(runFolder(environment, runId)),

    create: (wanted) =>
      alone(wanted.buildId, async () => {
        const found = await find(wanted.buildId);
        if (found && stands(found, wanted)) return found;
        const environment: Environment = { schema: 'environment/1', ...wanted, current: null, landed: null };
        await write(environment);
        await removeOthers(
          home(wanted.buildId),
          (name) => name.startsWith('generation-') && name !== `generation-${wanted.generation}`,
        );
        return environment;
      }),

    async builds() {
      const names = await readdir(folder).catch(() => []);
      return names.filter(isSafe);
    },

    openRun: (environment, runId) =>
      alone(environment.buildId, async () => {
        if ((await find(environment.buildId))?.generation !== environment.generation) return undefined;
        const run = runFolder(environment, runId);
        await rm(run.path, { recursive: true, force: true });
        for (const folder of [run.path, run.state]) await mkdir(folder, { recursive: true });
        await writeFile(join(run.path, 'opened-on.json'), JSON.stringify(environment.current));
        return run;
      }),

    switchTo: (environment, runId, { landed, manifest }) =>
      alone(environment.buildId, async () => {
        const now = await find(environment.buildId);
        if (now?.generation !== environment.generation) return 'overtaken';
        const run = runFolder(environment, runId);
        if (now.current !== runId) {
          if (now.current !== (await openedOn(run))) return 'moved';
          await write({ ...now, current: runId, landed });
        }
        // Also where an earlier attempt came no further than the pointer.
        if (manifest) await putInPlace(join(run.state, 'manifest.json'), (part) => copyFile(manifest, part));
        await prune(join(generationFolder(environment), 'runs'), runId);
        return 'switched';
      }),

    remove: (buildId) => alone(buildId, () => rm(home(buildId), { recursive: true, force: true, maxRetries: 3 })),
  };
}

/**
 * Whether the environments that are wanted stand already. Those that no run has been in yet may be made for another
 * project: the step that made them was answered too late, and the files were edited since.
 */
function stands(found: Environment, wanted: Pick<Environment, 'generation' | 'project'>): boolean {
  if (found.generation > wanted.generation) throw new EnvironmentsOvertaken();
  if (found.generation < wanted.generation) return false;
  if (found.project === wanted.project) return true;
  if (found.current !== null) throw new EnvironmentsOvertaken();
  return false;
}

/** Writes a file so that it is seen whole or not at all. */
async function putInPlace(file: string, write: (part: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${randomUUID()}`;
  try {
    await write(part);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** Ids become folder names; anything that could lead elsewhere is a fault of the caller. */
function safe(name: string): string {
  if (!isSafe(name)) throw new Error(`not a folder name: ${JSON.stringify(name)}`);
  return name;
}

function isSafe(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function removeOthers(folder: string, isOther: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isOther)) await rm(join(folder, name), { recursive: true, force: true });
}

/** Old runs go, newest kept; a run's folder is as big as its database. */
async function prune(runs: string, current: string): Promise<void> {
  const names = (await readdir(runs)).filter((name) => name !== current);
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(runs, name))).mtimeMs })));
  const old = aged.sort((a, b) => b.at - a.at).slice(keptRuns);
  for (const { name } of old) await rm(join(runs, name), { recursive: true, force: true });
}
