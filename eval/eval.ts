import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readBrief } from '../src/cli/read-brief.ts';
import { loadConfig, root } from '../src/config.ts';
import { fileBook } from '../src/integrations/ai/prompted/file-book.ts';
import { createPromptedProvider } from '../src/integrations/ai/prompted/provider.ts';
import { readPrompts } from '../src/integrations/ai/prompts/prompt-files.ts';
import { openBench } from '../test/activities/rehearse-blueprint.ts';
import type { Asked } from './asked.ts';
import { briefFiles } from './brief-files.ts';
import { replayingModel } from './replaying-model.ts';
import { runBrief } from './run-brief.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      replay: { type: 'boolean', default: false },
      briefs: { type: 'string', default: join(root, 'examples/briefs') },
      only: { type: 'string', multiple: true, default: [] },
      answers: { type: 'string', default: join(root, 'eval/answers') },
    },
  });
  const book = fileBook(await readPrompts(join(root, 'prompts')));
  const bench = await openBench();
  let green = true;
  try {
    for (const file of await briefFiles(values.briefs, values.only)) {
      const desk = {
        brief: file.name,
        answers: join(values.answers, file.name),
        open: join(loadConfig().folders.data, 'eval', file.name),
      };
      const asked: Asked[] = [];
      const model = replayingModel(desk, (one) => asked.push(one));
      const run = await runBrief(
        { ...bench.deps, provider: createPromptedProvider(model, book) },
        await readBrief(file.brief),
        { signal: new AbortController().signal, progress: () => {} },
      );
      const waiting = asked.filter(({ outcome }) => outcome === 'waiting');
      say(`${file.name}: ${asked.length - waiting.length} questions answered, ${waiting.length} wait`);
      for (const { name, stale, refused } of waiting) {
        say(`  ${relative(root, join(desk.open, `${name}.prompt.md`))}${stale ? ' (its answer is stale)' : ''}`);
        for (const problem of refused) say(`    not taken: ${problem}`);
      }
      for (const { name, reworded } of asked)
        if (reworded) say(`  ${name}: answered to other words than are asked now`);
      for (const failure of run.failures) say(`  failed: ${failure}`);
      for (const check of run.last?.checks ?? [])
        if (!check.passed) say(`  red: ${check.title}: promised ${check.promised}; ${check.seen}`);
      green &&= run.last?.passed === true;
    }
  } finally {
    await bench.close();
    await rm(bench.folder, { recursive: true, force: true });
  }
  return green ? 0 : 1;
}

process.exitCode = await main();
