import { z } from 'zod';
import { accountAccessSchema } from '../accounts/account-access.ts';
import { digestSchema } from '../digest.ts';
import { type ScenarioSection, scenarioSections } from '../scenario/scenario.ts';
import { cronExpression } from './cron.ts';
import { infrastructureOptionsSchema } from './infrastructure.ts';
import { rewindTargets } from './phase.ts';
import { pieceName } from './piece-choice.ts';
import { secretHandle } from './provider-choice.ts';

/** A number that has to be there and whole, or else this sentence is said. */
function wholeNumber(sentence: string, least: number) {
  return z.number(sentence).int(sentence).min(least, sentence);
}

/** Who decides, and which way the decision came. On loopback `by` is `local`. */
const deciding = {
  /** The number of the question that this answers. */
  ask: wholeNumber('Say as “ask” which question this answers: the number at “state.ask.number” of the build.', 1),
  /** The revision that the person saw. */
  revision: wholeNumber('Say as “revision” what this was decided on: the number at “state.revision” of the build.', 0),
  by: z.string().min(1).max(200),
  via: z.enum(['page', 'api', 'cli', 'signal']),
};

export const repositoryName = z
  .string('Name the repository.')
  .trim()
  .min(1, 'Name the repository.')
  .max(100, 'A repository name has at most 100 characters.')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'Use letters, digits, hyphens, underscores and dots, starting with a letter or digit.',
  )
  .refine(
    (name) => !name.endsWith('.git') && !name.endsWith('.') && !name.includes('..'),
    'Leave out “.git”, double dots and a final dot.',
  );

const whichBatch = 'Say as “batch” which data lands, such as next-day.';
const whichPlan = 'Say as “changes” which plan is meant: the text at “state.plan.changes” of the build.';
const whichRun = 'Say as “run” which production run is gone on with: its id.';
const howLong = 'Give as “days” a whole number from 1 to 365.';

/** One section of the scenario, to be drafted anew while the others stay. */
const section = z.enum(Object.keys(scenarioSections) as ScenarioSection[], {
  error: ({ input }) => `The scenario has no section “${input}”.`,
});

/**
 * A person's input to a build, bound to the question asked and the revision it was made on. Long texts are stored
 * first and named by digest.
 */
export const decisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve-scenario'), ...deciding }),
  z.strictObject({
    kind: z.literal('regenerate'),
    ...deciding,
    instructions: digestSchema,
    section: section.optional(),
    /** Sections that stay as they are; remembered for the next time. */
    locked: z.array(section).max(8).optional(),
  }),
  z.strictObject({ kind: z.literal('edit-scenario'), ...deciding, scenario: digestSchema }),
  z.strictObject({ kind: z.literal('edit-draft'), ...deciding, draft: digestSchema }),
  z.strictObject({
    kind: z.literal('take-back'),
    ...deciding,
    to: wholeNumber('Say as “to” which revision shall stand again.', 1),
  }),
  z.strictObject({
    kind: z.literal('regenerate-piece'),
    ...deciding,
    ...pieceName.shape,
    instructions: digestSchema.optional(),
    /** The piece as it stands. */
    previous: digestSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('approve-files'), ...deciding, repositoryName }),
  z.strictObject({ kind: z.literal('edit-files'), ...deciding, overlays: digestSchema }),
  z.strictObject({
    kind: z.literal('provision'),
    ...deciding,
    schedule: cronExpression.optional(),
    options: infrastructureOptionsSchema.optional(),
    /** Other values for the accounts than the build has. */
    access: accountAccessSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('skip-provisioning'), ...deciding }),
  z.strictObject({
    kind: z.literal('land'),
    ...deciding,
    batch: z.string(whichBatch).min(1, whichBatch).max(160, whichBatch),
  }),
  z.strictObject({
    kind: z.literal('reset'),
    ...deciding,
    asOf: z.iso.date('Give as “asOf” the last day of the data, such as 2026-11-21.'),
  }),
  z.strictObject({ kind: z.literal('extend'), ...deciding, days: wholeNumber(howLong, 1).max(365, howLong) }),
  z.strictObject({ kind: z.literal('tear-down'), ...deciding }),
  z.strictObject({ kind: z.literal('retry'), ...deciding }),
  /** The key itself is in the vault. */
  z.strictObject({ kind: z.literal('enter-key'), ...deciding, key: secretHandle }),
  /** Values for the accounts; the secrets among them are in the vault. */
  z.strictObject({ kind: z.literal('enter-accounts'), ...deciding, access: accountAccessSchema }),
  /** Carry out the plan with exactly these changes; what is gone outside is made again. */
  z.strictObject({
    kind: z.literal('approve-plan'),
    ...deciding,
    changes: z.string(whichPlan).regex(/^[0-9a-f]{64}$/, whichPlan),
  }),
  /** Pauses the production job's schedule, or lets it go on. */
  z.strictObject({
    kind: z.literal('schedule'),
    ...deciding,
    on: z.boolean('Say as “on” true to let the schedule run, or false to pause it.'),
  }),
  /** Go on with a production run that stopped or ended red, from the command that failed. */
  z.strictObject({
    kind: z.literal('resume'),
    ...deciding,
    run: z
      .string(whichRun)
      .max(200, whichRun)
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, whichRun),
  }),
  /** Remove what was made outside so far, and go back to the files. */
  z.strictObject({ kind: z.literal('roll-back'), ...deciding }),
  z.strictObject({ kind: z.literal('skip'), ...deciding }),
  z.strictObject({ kind: z.literal('keep'), ...deciding }),
]);
export type Decision = z.infer<typeof decisionSchema>;
export type DecisionKind = Decision['kind'];

export const rewindSchema = z.strictObject({ ...deciding, to: z.enum(rewindTargets) });
export type Rewind = z.infer<typeof rewindSchema>;

export const cancelSchema = z.strictObject({ by: deciding.by, via: deciding.via });
export type Cancel = z.infer<typeof cancelSchema>;

/** The idempotency key of a decision: a double click is one decision, a question asked again takes a new one. */
export function decisionId(runId: string, decision: { readonly ask: number; readonly kind: string }): string {
  return `${runId}:${decision.ask}:${decision.kind}`;
}
