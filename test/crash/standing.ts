import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stepNames } from '../../src/domain/build/phase.ts';
import type { BuildState, RunState } from '../../src/domain/build/state.ts';
import { rehearsalReportSchema } from '../../src/domain/rehearsal/report.ts';
import { runResultsSchema } from '../../src/domain/rehearsal/run-results.ts';
import { getJson } from '../../src/integrations/artifacts/json.ts';
import type { TestFoundry } from '../setup/foundry/foundry.ts';
import { schedules } from './schedules.ts';

const run = promisify(execFile);

/** How a demo stands, without what may differ from one undisturbed build to the next: times, seconds, ids of commits. */
export type Standing = Awaited<ReturnType<typeof standing>>;

/** Reads a demo where it stands: its state, repository, database and schedules, what its runs and rehearsal said. */
export async function standing(foundry: TestFoundry, state: BuildState) {
  return {
    state: plainState(state),
    rehearsal: await rehearsalOf(foundry, state),
    runs: await Promise.all(state.runs.map((ran) => runOf(foundry, ran))),
    repositories: await repositories(join(foundry.data, 'repositories')),
    environments: await names(join(foundry.data, 'demos')),
    schedules: await schedules(foundry),
  };
}

/** A build's state without times, which a task that was shown and not yet kept takes anew. */
export function plainState({
  createdAt: _,
  updatedAt: __,
  expiresAt,
  rehearsal,
  repository,
  runs,
  landings,
  proof,
  ...state
}: BuildState) {
  return {
    ...state,
    expires: expiresAt !== undefined,
    ask: state.ask && { number: state.ask.number, kind: state.ask.kind, step: state.ask.step },
    revisions: state.revisions.map(({ at: _, ...revision }) => revision),
    // A step that was killed after its effect finds it, and says that it was reused. Steps that run side by side begin in
    // any order.
    steps: state.steps
      .map(({ id: _, startedAt, endedAt, reused, rehearsal: told, proof: proven, ...step }) => ({
        ...step,
        rehearsal: plainRehearsal(told),
        proof: plainProof(proven),
        ended: endedAt !== undefined,
      }))
      .toSorted((a, b) => a.revision - b.revision || placeOf(a) - placeOf(b) || nameOf(a).localeCompare(nameOf(b))),
    rehearsal: plainRehearsal(rehearsal),
    proof: plainProof(proof),
    landings: landings?.map(({ batch }) => batch),
    repository: repository && { ...repository, commit: '', cloneUrl: '' },
    runs: runs.map((ran) => ({ ...ran, seconds: 0, endedAt: '', results: '' })),
  };
}

type Named = Pick<BuildState['steps'][number], 'name' | 'subject'>;

function placeOf({ name }: Named): number {
  return stepNames.indexOf(name);
}

function nameOf({ subject = '' }: Named): string {
  return subject;
}

function plainProof(proof: BuildState['proof']) {
  return proof?.proven ? { ...proof, seconds: 0, proof: '' } : proof;
}

function plainRehearsal(rehearsal: BuildState['rehearsal']) {
  return rehearsal && { ...rehearsal, seconds: 0, report: '' };
}

async function rehearsalOf({ artifacts }: TestFoundry, { rehearsal }: BuildState) {
  if (!rehearsal) return undefined;
  const { checks, rowCounts, metrics } = await getJson(artifacts, rehearsalReportSchema, rehearsal.report);
  return {
    checks: checks.map(({ stage, subject, passed, promised, seen }) => ({ stage, subject, passed, promised, seen })),
    rowCounts,
    metrics,
  };
}

async function runOf({ artifacts }: TestFoundry, { results }: RunState) {
  const { commands, nodes, docs, log: _, ...ran } = await getJson(artifacts, runResultsSchema, results);
  return {
    ...ran,
    commands: commands.map(({ title, succeeded }) => ({ title, succeeded })),
    nodes: nodes.map(({ uniqueId, status, failures }) => `${uniqueId} ${status} ${failures}`).sort(),
    docs: docs !== null,
  };
}

/** Every branch of every repository with its tree, which hangs on the files alone, and the titles that lead to it. */
async function repositories(folder: string) {
  const found: Record<string, string[]> = {};
  for (const name of await names(folder)) {
    const git = (...args: string[]) => run('git', ['--git-dir', join(folder, name), ...args]);
    const { stdout } = await git('for-each-ref', '--format=%(refname:short)', 'refs/heads');
    found[name] = await Promise.all(
      stdout
        .trim()
        .split('\n')
        .map(async (branch) => `${branch}: ${(await git('log', '--format=%T %s', branch)).stdout.trim()}`),
    );
  }
  return found;
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
