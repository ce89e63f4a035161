import type { RenderedProject } from '../../domain/project/render-input.ts';
import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { StepContext } from '../as-step.ts';
import type { Dependencies } from '../dependencies.ts';

/** What every stage of a rehearsal works on. */
export interface Rehearsal {
  readonly deps: Pick<Dependencies, 'dbt' | 'dbtSchemas' | 'template'>;
  readonly context: StepContext;
  /** A folder of this rehearsal's own. */
  readonly folder: string;
  readonly scenario: Scenario;
  readonly project: RenderedProject;
  /** The profile's name, the stem of the database file. */
  readonly profile: string;
  readonly productionSchema: string;
}

/** Rows by relation at one moment. */
export type RowCounts = readonly { readonly relation: string; readonly rows: number }[];

/** What a stage adds to the report. */
export interface StageResult {
  readonly checks: readonly Check[];
  readonly rowCounts?: RowCounts;
  readonly metrics?: readonly MetricAnswer[];
  readonly network?: 'namespace' | 'audit-hook';
}
