import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { DbtCommandResult, JobFolders, Network } from '../../integrations/dbt/job.ts';
import { renderProfile } from '../../integrations/dbt/profile.ts';
import type { DbtRunner } from '../../integrations/dbt/runner.ts';
import { emptyFolder, rewriteFiles, writeProject } from '../../integrations/dbt/write-project.ts';
import type { StepContext } from '../as-step.ts';
import type { CommandsOutcome } from './outcome.ts';
import { throwRefusal } from './refusal.ts';

export interface OpenProject {
  readonly dbt: DbtRunner;
  readonly context: StepContext;
  /** A folder of its own, emptied first. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly profile: string;
  readonly target: { readonly name: string; readonly schema: string };
  /** The raw schema that sources read. */
  readonly rawSchema: string;
  /** A database to start from. */
  readonly from?: string;
  /** What dbt remembers of parsing another copy with the same target: files that are alike are not parsed again. */
  readonly parsed?: string;
  /** Said before each line of progress. */
  readonly title: string;
}

/** What dbt remembers of a parse, in `target/`. */
export const parsedFile = 'partial_parse.msgpack';

/** A copy of a project with a database of its own, to run dbt in; locked against everything else. */
export class DbtProject {
  readonly files: Map<string, string>;
  readonly folders: JobFolders;
  readonly database: string;
  network: Network = 'audit-hook';
  private readonly open: OpenProject;
  private parsed = false;

  private constructor(open: OpenProject) {
    this.open = open;
    this.files = new Map(open.files);
    const part = (name: string) => join(open.folder, name);
    this.folders = { project: part('project'), database: part('database'), results: part('results') };
    this.database = join(this.folders.database, `${open.profile}.duckdb`);
  }

  static async open(open: OpenProject): Promise<DbtProject> {
    const project = new DbtProject(open);
    const { profile, target, from, parsed } = open;
    for (const folder of Object.values(project.folders)) await emptyFolder(folder);
    if (from !== undefined) await copyFile(from, project.database);
    // The same text in every copy, as dbt parses all anew where a profile reads otherwise.
    const databaseFile = relative(project.folders.project, project.database);
    const profiles = renderProfile({ profile, target, databaseFile });
    await writeProject(project.folders.project, new Map([...open.files, ['profiles.yml', profiles]]));
    if (parsed !== undefined) {
      const remembered = project.artifact(parsedFile);
      await mkdir(dirname(remembered), { recursive: true });
      await copyFile(parsed, remembered);
      project.parsed = true;
    }
    return project;
  }

  /** The same copy again, as an earlier step left it. */
  static reopen(open: OpenProject): DbtProject {
    const project = new DbtProject(open);
    project.parsed = existsSync(project.artifact(parsedFile));
    return project;
  }

  /**
   * Runs commands one after another and stops at the first that fails: one outcome for each that ran.
   * @throws StepError where the sandbox or the machine, not the project, ended a command
   */
  async run(commands: readonly (readonly string[])[]): Promise<CommandsOutcome[]> {
    const { dbt, context, title } = this.open;
    // Parsing once serves all commands. Only seeds are written anew between runs, and those are read when they are loaded.
    const unread = commands[0]?.[0] === 'parse' || commands.every(([verb]) => verb === 'deps');
    const parse = unread ? [] : [['parse', this.parsed ? '--partial-parse' : '--no-partial-parse']];
    const result = await dbt.dbt(
      {
        folders: this.folders,
        commands: [...parse, ...commands].map((args) => ({ args })),
        env: this.environment,
      },
      { signal: context.signal, onProgress: ({ node }) => context.progress(node ? `${title}: ${node}` : title) },
    );
    for (const { exception } of result.commands) throwRefusal(exception);
    // A child ends without closing its database; what still stands in the log beside the file is written into it, so that
    // a copy of the file is the whole database.
    await dbt.sql({ database: this.database, write: true, statements: ['checkpoint'] });
    this.parsed = existsSync(this.artifact(parsedFile));
    this.network = result.network;
    const outcomes = result.commands.map(outcomeOf);
    return outcomes.length > parse.length ? outcomes.slice(parse.length) : outcomes;
  }

  /** All of the environment that the project's code can read. */
  get environment(): Record<string, string> {
    return { DBT_RAW_SCHEMA: this.open.rawSchema };
  }

  /** Writes files over those that are there, such as a batch's seeds. */
  async write(files: ReadonlyMap<string, string> | undefined): Promise<void> {
    if (!files) return;
    for (const [path, content] of files) this.files.set(path, content);
    await rewriteFiles(this.folders.project, files);
  }

  /** The database as it stands, copied aside under its own file name: views hold it as their catalog. */
  async keepDatabase(name: string): Promise<string> {
    const kept = join(this.open.folder, name, basename(this.database));
    await mkdir(dirname(kept), { recursive: true });
    await copyFile(this.database, kept);
    return kept;
  }

  /** Where `target/` files of the last command stand. */
  artifact(name: string): string {
    return join(this.folders.project, 'target', name);
  }
}

function outcomeOf({ succeeded, nodes, seconds, exception, log }: DbtCommandResult): CommandsOutcome {
  return { succeeded, nodes, seconds, log, exception };
}
