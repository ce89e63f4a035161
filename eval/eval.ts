import { join } from 'node:path';
import { BriefError } from '../src/cli/read-brief.ts';
import { type Config, loadConfig, root, SettingRefused } from '../src/config.ts';
import { FoundryError } from '../src/domain/foundry-error.ts';
import { provenWarehouses } from '../src/domain/rehearsal/warehouse-proof.ts';
import type { Model } from '../src/integrations/ai/model.ts';
import { openModel, type VendorName } from '../src/integrations/ai/models.ts';
import { fileBook } from '../src/integrations/ai/prompted/file-book.ts';
import { readPrompts } from '../src/integrations/ai/prompts/prompt-files.ts';
import { fileStepResults } from '../src/integrations/artifacts/step-results.ts';
import { account } from './account.ts';
import { briefFiles } from './brief-files.ts';
import { type Evaluating, evaluateBrief } from './evaluate-brief.ts';
import { figuresOf } from './figures.ts';
import { openEvalBench } from './open-eval-bench.ts';
import { type EvalOptions, OptionRefused, readOptions } from './options.ts';
import { patientModel } from './patient-model.ts';
import { recordingModel } from './recording-model.ts';
import { replayingModel } from './replaying-model.ts';
import { table } from './table.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Evaluates briefs one after another; 0 when all are green. */
async function main(args: readonly string[]): Promise<number> {
  const config = loadConfig();
  const options = readOptions(args, config);
  const files = await briefFiles(options.briefs, options.only);
  const book = fileBook(await readPrompts(join(root, 'prompts')));
  const modelFor = modelsOf(options, config);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const figures = [];
  const bench = await openEvalBench();
  try {
    for (const file of files) {
      // Nothing that was made for one brief is found again for another.
      const stepResults = fileStepResults(join(bench.folder, 'of', file.name), bench.deps.artifacts);
      const evaluating: Evaluating = {
        ...{ deps: { ...bench.deps, stepResults }, book, modelFor, signal: stop.signal },
        ...{ answers: options.answers, work: options.work, proves: provenWarehouses },
        progress: options.provider === undefined ? () => {} : say,
      };
      const evaluation = await evaluateBrief(evaluating, file);
      for (const line of account(evaluation, root)) say(line);
      figures.push(figuresOf(evaluation, config.ai.anthropic.model));
    }
  } finally {
    await bench.close();
  }
  process.stdout.write(options.json ? `${JSON.stringify(figures, null, 1)}\n` : `${table(figures)}\n`);
  return figures.every(({ greenAfterRepair }) => greenAfterRepair) ? 0 : 1;
}

function modelsOf({ provider, renew }: EvalOptions, { ai }: Config): Evaluating['modelFor'] {
  if (provider === undefined) return (desk, told) => replayingModel({ desk, told, renew });
  const model = patientModel(vendorModel(provider, ai));
  return (desk, told) => recordingModel(model, desk, told);
}

function vendorModel(vendor: VendorName, ai: Config['ai']): Model {
  const { key, baseUrl, model } = ai[vendor];
  if (key === undefined) {
    throw new OptionRefused(
      `Set ${vendor === 'anthropic' ? 'ANTHROPIC_API_KEY' : 'OPENAI_API_KEY'} to ask ${vendor}, or say --replay.`,
    );
  }
  return openModel(vendor, { key, baseUrl }, model);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = [OptionRefused, SettingRefused, BriefError, FoundryError].some((kind) => error instanceof kind);
  say(known && error instanceof Error ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = known ? 1 : 70;
}
