import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { stringify } from 'yaml';
import { dbtPython } from '../dbt.ts';
import type { RunPlan, StepPlan } from './run-plan.ts';
import type { DbtCloud } from './stand-in.ts';
import type { Row } from './state.ts';

interface Mutable {
  ends: RunPlan['ends'];
  steps: Record<string, StepPlan>;
}

export interface RealRuns {
  /** The demo's warehouse: a DuckDB file. */
  readonly warehouse: string;
  /** The schemas that stand in it, without the database's own. */
  schemas(): Promise<string[]>;
  /** Resolves when no run goes on. */
  settled(): Promise<void>;
}

/**
 * Makes the runs of a stand-in happen: each checks its branch out of the repository and runs its dbt commands, on DuckDB
 * instead of the warehouse that the demo is written for, one run after another.
 *
 * @param folder where runs work
 * @param bareOf the bare Git repository of a full name such as `acme/demo`
 */
export function makeRunsReal(dbtCloud: DbtCloud, folder: string, bareOf: (fullName: string) => string): RealRuns {
  const { state } = dbtCloud;
  const warehouse = join(folder, 'warehouse.duckdb');
  let last: Promise<void> = Promise.resolve();
  state.movesByReading = false;
  state.runPlan = (trigger, job) => {
    const plan: Mutable = { ends: 'never', steps: {} };
    // Queued once this is answered.
    last = last.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      const run = [...state.runs.values()].find((each) => each.trigger && sameTrigger(each, trigger));
      if (!run || run.is_complete) return;
      dbtCloud.moveRun(run.id);
      dbtCloud.moveRun(run.id);
      try {
        await carryOut({ dbtCloud, folder, warehouse, bareOf, run, trigger, job, plan });
      } catch (error) {
        plan.ends = 'error';
        process.stderr.write(`a run of the stand-in failed: ${error}\n`);
      }
      while (!run.is_complete) dbtCloud.moveRun(run.id);
    });
    return plan;
  };
  return {
    warehouse,
    settled: () => last,
    async schemas() {
      const query = `import duckdb, json; c = duckdb.connect(${JSON.stringify(warehouse)}, read_only=True); print(json.dumps([r[0] for r in c.execute("select distinct schema_name from information_schema.schemata where catalog_name = 'warehouse' order by 1").fetchall()]))`;
      const { stdout } = await execa(dbtPython(), ['-c', query]);
      return JSON.parse(stdout).filter((schema: string) => !['information_schema', 'pg_catalog'].includes(schema));
    },
  };
}

function sameTrigger(run: Row, trigger: Record<string, unknown>): boolean {
  const { job_definition_id: _, ...own } = run.trigger as Record<string, unknown>;
  return JSON.stringify(own) === JSON.stringify(trigger) && !run.is_complete;
}

interface Work {
  readonly dbtCloud: DbtCloud;
  readonly folder: string;
  readonly warehouse: string;
  readonly bareOf: (fullName: string) => string;
  readonly run: Row;
  readonly trigger: Record<string, unknown>;
  readonly job: Row;
  readonly plan: Mutable;
}

async function carryOut({ dbtCloud, folder, warehouse, bareOf, run, trigger, job, plan }: Work): Promise<void> {
  const { state } = dbtCloud;
  const project = state.projects.get(Number(job.project_id));
  const repository = state.repositories.get(Number(project?.repository_id));
  const work = join(folder, `run-${run.id}`);
  await mkdir(folder, { recursive: true });
  const bare = bareOf(String(repository?.full_name));
  await execa('git', ['clone', '--quiet', '--branch', String(run.git_branch ?? 'main'), bare, work]);
  const raw = [...state.variables.values()].find(({ name }) => name === 'DBT_RAW_SCHEMA');
  const rawSchema = String(raw?.value ?? raw?.raw_value ?? '');
  const isCi = (job.triggers as Record<string, unknown>).github_webhook === true;
  const pull = trigger.github_pull_request_id;
  const schema = isCi
    ? String(trigger.schema_override ?? `dbt_cloud_pr_${job.id}_${pull}`)
    : rawSchema.replace(/_raw$/, '');
  const name = /^name: (\S+)$/m.exec(await readFile(join(work, 'dbt_project.yml'), 'utf8'))?.[1] ?? '';
  const target = { type: 'duckdb', path: warehouse, schema, threads: 4 };
  await writeFile(
    join(work, 'profiles.yml'),
    stringify({ [name]: { target: 'default', outputs: { default: target } } }),
  );
  const production = join(folder, 'production-state');
  const defer = isCi && existsSync(production) ? ['--defer', '--state', production] : [];
  const wanted = (trigger.steps_override as string[] | undefined) ?? (job.execute_steps as string[]);
  const docs = (trigger.generate_docs_override ?? job.generate_docs) === true;
  await dbt(work, ['deps'], rawSchema);
  let failed = false;
  for (const command of wanted) {
    if (run.is_complete) return;
    const { exitCode, all } = await dbt(work, [...wordsOf(command), ...defer], rawSchema);
    const results = await read(join(work, 'target/run_results.json'));
    plan.steps[command] = { runResults: results, logs: String(all), ...(exitCode === 0 ? {} : { fails: true }) };
    failed = exitCode !== 0;
    if (failed) break;
  }
  if (!failed && docs) await dbt(work, ['docs', 'generate'], rawSchema);
  if (!failed && String(job.name).startsWith('Production'))
    await cp(join(work, 'target'), production, { recursive: true, force: true });
  plan.ends = failed ? 'error' : 'success';
}

/** Arguments in quotes are one; dbt Cloud reads commands as a shell does. */
function wordsOf(command: string): string[] {
  const words = command.replace(/^dbt /, '').match(/'[^']*'|"(?:\\.|[^"])*"|\S+/g) ?? [];
  return words.map((word) => word.replace(/^'(.*)'$/s, '$1').replace(/^"(.*)"$/s, '$1'));
}

function dbt(cwd: string, args: readonly string[], rawSchema: string) {
  return execa(join(dirname(dbtPython()), 'dbt'), [...args, '--no-use-colors'], {
    cwd,
    reject: false,
    all: true,
    env: { DBT_RAW_SCHEMA: rawSchema, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false', DO_NOT_TRACK: '1' },
  });
}

async function read(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => 'null')) ?? undefined;
}
