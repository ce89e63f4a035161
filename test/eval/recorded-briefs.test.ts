import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { account } from '../../eval/account.ts';
import { briefFiles } from '../../eval/brief-files.ts';
import { evaluateBrief } from '../../eval/evaluate-brief.ts';
import { figuresOf } from '../../eval/figures.ts';
import { openEvalBench } from '../../eval/open-eval-bench.ts';
import { replayingModel } from '../../eval/replaying-model.ts';
import { root } from '../../src/config.ts';
import { fileBook } from '../../src/integrations/ai/prompted/file-book.ts';
import { readPrompts } from '../../src/integrations/ai/prompts/prompt-files.ts';
import type { OpenBench } from '../activities/rehearse-blueprint.ts';

const answers = join(root, 'eval/answers');
/** Answers count as complete once their wishes were judged, which is done last. */
const judged = async (name: string) => {
  try {
    await access(join(answers, name, 'wishes-met.yaml'));
    return [name];
  } catch {
    return [];
  }
};
const files = await briefFiles(join(root, 'examples/briefs'));
const complete = (await Promise.all(files.map(({ name }) => judged(name)))).flat();
/** The more answers, the longer a rehearsal takes; one that is begun last would run alone. */
const answersOf = async (name: string) => (await readdir(join(answers, name))).length;

let bench: OpenBench;
beforeAll(async () => {
  bench = await openEvalBench();
}, 60_000);
afterAll(() => bench.close());

/** Rehearsals at a time. */
const lanes = 2;

it.skipIf(complete.length === 0)(
  `the recorded answers of ${complete.join(', ')} give green demos`,
  {
    timeout: (1 + complete.length) * 3 * 60_000,
  },
  async () => {
    const book = fileBook(await readPrompts(join(root, 'prompts')));
    const counted = await Promise.all(
      files
        .filter(({ name }) => complete.includes(name))
        .map(async (file) => ({ file, answers: await answersOf(file.name) })),
    );
    const open = counted.sort((one, other) => other.answers - one.answers).map(({ file }) => file);
    const seen: Record<string, unknown> = {};
    const lane = async () => {
      for (let file = open.shift(); file; file = open.shift()) {
        const evaluation = await evaluateBrief(
          {
            deps: bench.deps,
            book,
            signal: new AbortController().signal,
            answers,
            work: join(bench.folder, 'eval'),
            // The one adapter that every test run has.
            proves: ['snowflake'],
            modelFor: (desk, told) => replayingModel({ desk, told }),
            progress: () => {},
          },
          file,
        );
        const { greenAfterRepair, waiting } = figuresOf(evaluation, 'claude-opus-5-5');
        seen[file.name] = greenAfterRepair && waiting === 0 ? 'green' : account(evaluation, root);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    expect(seen).toEqual(Object.fromEntries(complete.map((name) => [name, 'green'])));
  },
);
