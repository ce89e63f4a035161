import { compareGreen } from '../../domain/rehearsal/promise.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import { docs, load, production, strictParse, unitTests } from '../dbt/commands.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { checkOf } from './check-of.ts';

const stages: {
  readonly stage: Check['stage'];
  readonly title: string;
  readonly args: readonly string[];
  readonly nodes: boolean;
}[] = [
  { stage: 'parse', title: 'Parses without deprecations', args: strictParse, nodes: false },
  { stage: 'load', title: 'Raw data of day one loads', args: load, nodes: true },
  { stage: 'build', title: 'Production builds green on day one', args: production, nodes: true },
  { stage: 'unit-tests', title: 'Unit tests pass', args: unitTests, nodes: true },
  { stage: 'docs', title: 'Docs are generated', args: docs, nodes: false },
];

/** From an empty database to a built day one, in one go; the first red command ends it. */
export async function firstBuild(project: DbtProject): Promise<Check[]> {
  const outcomes = await project.run(stages.map(({ args }) => args));
  return outcomes.flatMap((outcome, index) => {
    const about = stages[index];
    if (!about) return [];
    const { stage, title, nodes } = about;
    const seen = outcome.succeeded ? 'no error' : 'failed';
    const comparison = nodes
      ? compareGreen(outcome.nodes, outcome.succeeded)
      : { passed: outcome.succeeded, promised: 'no error', seen };
    return [checkOf({ stage, subject: null, title }, comparison, outcome, project.files)];
  });
}
