import { docsCommand, jobCommands } from '../../domain/build/job.ts';

/** Parses with every deprecation as an error, so that a project that warns today does not break tomorrow. */
export const strictParse = [
  'parse',
  '--no-partial-parse',
  '--show-all-deprecations',
  '--warn-error-options',
  '{"error": ["Deprecations"]}',
];

export const unitTests = ['test', '--select', 'test_type:unit'];
/** Writes every analysis as it reads in production's schemas; nothing is built. */
export const compileAnalyses = ['compile', '--select', 'resource_type:analysis'];
export const docs = docsCommand.args;

/** The load job's and the production job's dbt commands, just as the jobs run them. */
export const load = commandOf('load', 'seed');
export const production = commandOf('production', 'build');
/** Builds the marts from nothing, to compare with what grew. */
export const fullRefresh = [...production, '--full-refresh'];

/** The slim CI build against production's state. */
export function slimBuild(stateFolder: string): readonly string[] {
  return jobCommands('ci', stateFolder).at(-1)?.args ?? [];
}

function commandOf(job: 'load' | 'production', verb: string): readonly string[] {
  const command = jobCommands(job, '').find(({ args }) => args[0] === verb);
  if (!command) throw new Error(`the ${job} job has no dbt ${verb}`);
  return command.args;
}
