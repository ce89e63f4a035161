import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, environmentSchema } from './environment.ts';

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

export type Switched = 'switched' | 'moved' | 'overtaken';

/** Environments of the local target, kept as files below one folder; each write is a rename. */
export interface LocalEnvironments {
  /** Makes empty environments of a generation; those of an older generation are removed. Repeating it changes nothing. */
  create(environment: Omit<Environment, 'schema' | 'current' | 'landed'>): Promise<Environment>;
  /** The environments of a build, or `undefined` when it has none. */
  find(buildId: string): Promise<Environment | undefined>;
  /** Opens a run's folder, empty, on top of the current run. Repeating it starts the run anew. */
  openRun(environment: Environment, runId: string): Promise<RunFolder>;
  /** The folder of a run that was opened before. */
  runFolder(environment: Environment, runId: string): RunFolder;
  /** Which run's database a run was opened on. */
  openedOn(environment: Environment, runId: string): Promise<string | null>;
  /** Makes a run's database the environment's own, unless another run did so since this one was opened. */
  switchTo(environment: Environment, runId: string, landed: string | null): Promise<Switched>;
  remove(buildId: string): Promise<void>;
}

export function localEnvironments(folder: string): LocalEnvironments {
  const home = (buildId: string) => join(folder, safe(buildId));
  const pointer = (buildId: string) => join(home(buildId), 'environment.json');
  const generationFolder = (environment: Environment) =>
    join(home(environment.buildId), `generation-${environment.generation}`);

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

  const write = async (environment: Environment): Promise<void> => {
    await mkdir(home(environment.buildId), { recursive: true });
    const temporary = `${pointer(environment.buildId)}.${randomUUID()}`;
    await writeFile(temporary, JSON.stringify(environment));
    await rename(temporary, pointer(environment.buildId));
  };

  return {
    find,
    runFolder,

    async create(wanted) {
      const found = await find(wanted.buildId);
      if (found && found.generation === wanted.generation) return found;
      const environment: Environment = { schema: 'environment/1', ...wanted, current: null, landed: null };
      await write(environment);
      await removeOthers(
        home(wanted.buildId),
        (name) => name.startsWith('generation-') && name !== `generation-${wanted.generation}`,
      );
      return environment;
    },

    async openRun(environment, runId) {
      const run = runFolder(environment, runId);
      await rm(run.path, { recursive: true, force: true });
      for (const folder of [run.path, run.state]) await mkdir(folder, { recursive: true });
      await writeFile(join(run.path, 'opened-on.json'), JSON.stringify(environment.current));
      return run;
    },

    async openedOn(environment, runId) {
      const text = await readIfThere(join(runFolder(environment, runId).path, 'opened-on.json'));
      return text === undefined ? null : JSON.parse(text);
    },

    async switchTo(environment, runId, landed) {
      const now = await find(environment.buildId);
      if (!now || now.generation !== environment.generation) return 'overtaken';
      if (now.current === runId) return 'switched';
      if (now.current !== (await this.openedOn(environment, runId))) return 'moved';
      await write({ ...now, current: runId, landed });
      await prune(join(generationFolder(environment), 'runs'), runId);
      return 'switched';
    },

    async remove(buildId) {
      await rm(home(buildId), { recursive: true, force: true });
    },
  };
}

/** Ids become folder names; anything that could lead elsewhere is a fault of the caller. */
function safe(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) throw new Error(`not a folder name: ${JSON.stringify(name)}`);
  return name;
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
