import { z } from 'zod';
import { columnTypeAnswer, passage } from './parts.ts';

const shows = z
  .array(
    z.object({
      kind: z.enum(['model', 'test', 'metric', 'saved_query', 'exposure', 'incident', 'change', 'feature']),
      name: z
        .string()
        .describe(
          'The name or id; of a feature one of lineage, docs, contracts, incremental, schedule, ci, git, freshness.',
        ),
    }),
  )
  .describe('What on screen shows it.');

/** What is shown for which pain, what goes wrong and is caught, what is changed, and what is said. */
export const storyAnswer = z.object({
  demonstrations: z.array(
    z.object({
      id: z.string().describe('Lower case words joined by hyphens.'),
      pain_point: z.string().describe('In their own words.'),
      passage,
      title: z.string(),
      how: z.string(),
      shows,
    }),
  ),
  incidents: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      story: z.string().describe('What happened at the source, in their business.'),
      passage,
      source: z.string().describe('As system.table.'),
      failing_tests: z.array(z.string()).describe('Names of the tests on its source or staging that fail.'),
      say: z.string(),
      mend: z.string(),
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.enum(['fan-out', 'broken-contract', 'metric', 'new-column']),
      description: z.string().describe('The text of the pull request, for the customer to read.'),
      alters: z.array(z.string()).describe('The models whose SQL differs.'),
      adds_columns: z.array(
        z.object({ model: z.string(), name: z.string(), type: columnTypeAnswer, description: z.string() }),
      ),
      metric_columns: z.array(z.object({ metric: z.string(), column: z.string() })),
      ci: z.enum(['green', 'red']),
      fails: z.array(z.string()).describe('red: the tests that fail, or the models whose build fails; else empty.'),
      moves: z.string().describe('green: the saved query whose answer differs afterwards; else empty.'),
      say: z.string(),
    }),
  ),
  talk_track: z.object({
    get_started: z.array(z.string()),
    flow: z.array(
      z.object({
        title: z.string(),
        minutes: z.number(),
        say: z.string(),
        do: z.string().describe('One click, one thing to point at, one number to read out.'),
        shows,
      }),
    ),
    advanced: z.array(z.string()),
  }),
  likely_questions: z.array(z.object({ question: z.string(), answer: z.string() })),
  unanswered: z
    .array(z.object({ wish: z.string(), why: z.string() }))
    .describe('What the notes ask for that this demo does not show.'),
});
export type StoryAnswer = z.infer<typeof storyAnswer>;
