import type { ColumnTest } from '../scenario/column.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { RuleAnswer } from './parts.ts';
import type { PipelineAnswer } from './pipeline.ts';

/** The answer that would give a scenario exactly the pipeline that it has. */
export function pipelineAnswerOf(scenario: Scenario, rule: (test: ColumnTest) => RuleAnswer): PipelineAnswer {
  const { reference_seeds: seeds = [], snapshots = [], macros = [], analyses = [], schedules = [] } = scenario;
  const plan = scenario.run_plan;
  return {
    reference_seeds: seeds.map(({ columns, rows, schema = '', ...seed }) => ({
      ...seed,
      schema,
      columns: columns.map(({ tests, ...column }) => ({ ...column, rules: tests.map(rule) })),
      rows: rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
    })),
    snapshots: snapshots.map(({ strategy, schema = '', ...snapshot }) => ({
      ...snapshot,
      schema,
      strategy: strategy.kind,
      updated_at: strategy.kind === 'timestamp' ? strategy.updated_at : '',
      check_columns: strategy.kind === 'check' ? strategy.columns : [],
    })),
    macros,
    analyses,
    run_plan: {
      kind: plan?.kind ?? 'none',
      commands:
        plan?.kind === 'commands'
          ? plan.commands.map(({ verb, select = [], exclude = [] }) => ({ verb, select, exclude }))
          : [],
    },
    schedules,
  };
}
