import { join } from 'node:path';
import type { RenderedProject } from '../../domain/project/render-input.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { StepContext } from '../as-step.ts';
import { DbtProject } from '../dbt/dbt-project.ts';
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
  /** The last day of the data, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What the customer must not read in any file. */
  readonly unmentioned?: readonly string[];
}

/** Opens a copy of the project for one line of stages, in production or in CI. */
export function openCopy(
  rehearsal: Rehearsal,
  { name, title, changed, from, ci, parsed }: CopyOptions,
): Promise<DbtProject> {
  const { deps, context, folder, project, profile, productionSchema } = rehearsal;
  return DbtProject.open({
    dbt: deps.dbt,
    context,
    folder: join(folder, name),
    files: new Map([...project.main, ...(changed ?? [])]),
    profile,
    target: ci ? { name: 'ci', schema: `${productionSchema}_ci` } : { name: 'production', schema: productionSchema },
    rawSchema: `${productionSchema}_raw`,
    title,
    ...(from === undefined ? {} : { from }),
    ...(parsed === undefined ? {} : { parsed }),
  });
}

interface CopyOptions {
  readonly name: string;
  readonly title: string;
  /** Files that differ from main. */
  readonly changed?: ReadonlyMap<string, string> | undefined;
  /** A database to start from. */
  readonly from?: string;
  readonly ci?: boolean;
  /** What dbt remembers of parsing production, for a copy in production. */
  readonly parsed?: string;
}
