import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, root } from '../src/config.ts';
import { fileBook } from '../src/integrations/ai/prompted/file-book.ts';
import { readPrompts } from '../src/integrations/ai/prompts/prompt-files.ts';
import { openBench } from '../test/activities/rehearse-blueprint.ts';
import { account } from './account.ts';
import { briefFiles } from './brief-files.ts';
import { evaluateBrief } from './evaluate-brief.ts';
import { replayingModel } from './replaying-model.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      replay: { type: 'boolean', default: false },
      renew: { type: 'boolean', default: false },
      briefs: { type: 'string', default: join(root, 'examples/briefs') },
      only: { type: 'string', multiple: true, default: [] },
      answers: { type: 'string', default: join(root, 'eval/answers') },
    },
  });
  const files = await briefFiles(values.briefs, values.only);
  const book = fileBook(await readPrompts(join(root, 'prompts')));
  const bench = await openBench();
  let green = true;
  try {
    for (const file of files) {
      const evaluation = await evaluateBrief(
        {
          deps: bench.deps,
          book,
          signal: new AbortController().signal,
          answers: values.answers,
          work: join(loadConfig().folders.data, 'eval'),
          modelFor: (desk, told) => replayingModel({ desk, told, renew: values.renew }),
          progress: () => {},
        },
        file,
      );
      for (const line of account(evaluation, root)) say(line);
      green &&= evaluation.run.last?.passed === true;
    }
  } finally {
    await bench.close();
  }
  return green ? 0 : 1;
}

process.exitCode = await main();
