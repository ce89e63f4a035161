import type { Scenario } from '../scenario/scenario.ts';
import { cellOf } from './cell-of.ts';
import { columnTests } from './column-tests.ts';
import type { PipelineAnswer, ReferenceSeedAnswer, SnapshotAnswer } from './pipeline.ts';

/** The parts of a scenario that answers can give a pipeline. */
export type PipelineParts = Pick<
  Scenario,
  'reference_seeds' | 'snapshots' | 'macros' | 'analyses' | 'run_plan' | 'schedules'
>;

/** What an answer gives a pipeline, as a scenario has it: an empty list is no part at all. */
export function pipelineOf(answer: PipelineAnswer): PipelineParts {
  const { reference_seeds: seeds, snapshots, macros, analyses, run_plan: plan, schedules } = answer;
  return {
    ...(seeds.length > 0 ? { reference_seeds: seeds.map(seedOf) } : {}),
    ...(snapshots.length > 0 ? { snapshots: snapshots.map(snapshotOf) } : {}),
    ...(macros.length > 0 ? { macros } : {}),
    ...(analyses.length > 0 ? { analyses } : {}),
    ...(plan.kind === 'none' ? {} : { run_plan: planOf(plan) }),
    ...(schedules.length > 0 ? { schedules } : {}),
  };
}

function seedOf({
  schema,
  columns,
  rows,
  ...seed
}: ReferenceSeedAnswer): NonNullable<PipelineParts['reference_seeds']>[number] {
  return {
    ...seed,
    columns: columns.map(({ rules, ...column }) => ({ ...column, tests: columnTests(rules) })),
    rows: rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]?.type ?? 'string'))),
    ...(schema === '' ? {} : { schema }),
  };
}

function snapshotOf({
  schema,
  strategy,
  updated_at,
  check_columns: columns,
  ...snapshot
}: SnapshotAnswer): NonNullable<PipelineParts['snapshots']>[number] {
  return {
    ...snapshot,
    strategy: strategy === 'timestamp' ? { kind: strategy, updated_at } : { kind: strategy, columns },
    ...(schema === '' ? {} : { schema }),
  };
}

function planOf({ kind, commands }: PipelineAnswer['run_plan']): NonNullable<PipelineParts['run_plan']> {
  if (kind === 'by-layer' || kind === 'by-model') return { kind };
  return {
    kind: 'commands',
    commands: commands.map(({ verb, select, exclude }) => ({
      verb,
      ...(select.length > 0 ? { select } : {}),
      ...(exclude.length > 0 ? { exclude } : {}),
    })),
  };
}
