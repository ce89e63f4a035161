import type { RunPlan } from '../../../src/domain/scenario/run-plan.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../fixtures/library.ts';

/** The library with a schema of its own for its days, and a plan by which production is run. */
export function plannedLibrary(run_plan: RunPlan, more: Partial<Scenario> = {}): Scenario {
  const library = libraryScenario();
  const marts = library.marts.map((mart) => (mart.name === 'fct_loans_by_day' ? { ...mart, schema: 'kpi' } : mart));
  return { ...library, marts, run_plan, ...more };
}

/** A reference seed, and a snapshot of what is named. */
export const branches = {
  name: 'branches',
  description: 'Where the library is.',
  grain: ['branch'],
  columns: [{ name: 'branch', type: 'string', description: 'The branch.', tests: [] }],
  rows: [['north'], ['south']],
} as const;

export function followed(input: string) {
  return {
    name: 'members_over_time',
    description: 'Members as they were.',
    input,
    unique_key: 'member_id',
    strategy: { kind: 'check', columns: ['branch'] },
  } as const;
}
