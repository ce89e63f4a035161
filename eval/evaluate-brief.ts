import { join } from 'node:path';
import type { Dependencies } from '../src/activities/dependencies.ts';
import { readBrief } from '../src/cli/read-brief.ts';
import type { Model } from '../src/integrations/ai/model.ts';
import type { PromptBook } from '../src/integrations/ai/prompted/prompt-book.ts';
import { createPromptedProvider } from '../src/integrations/ai/prompted/provider.ts';
import type { Asked } from './asked.ts';
import type { BriefFile } from './brief-files.ts';
import { clearDesk, type Desk, notAskedFor } from './desk.ts';
import { type BriefRun, runBrief } from './run-brief.ts';
import { settling } from './settling.ts';

/** What came of a brief. */
export interface Evaluation {
  readonly brief: string;
  readonly desk: Desk;
  readonly run: BriefRun;
  readonly asked: readonly Asked[];
  /** Answers that lie there for nothing; known only of a run that reached its end. */
  readonly unused: readonly string[];
  /** Of this run; what a model took at another time is not in it. */
  readonly seconds: number;
}

export interface Evaluating {
  readonly deps: Dependencies;
  readonly book: PromptBook;
  readonly signal: AbortSignal;
  /** Holds a folder of answers a brief. */
  readonly answers: string;
  /** Holds a folder a brief, for open prompts and for what was made. */
  readonly work: string;
  modelFor(desk: Desk, told: (asked: Asked) => void): Model;
  progress(line: string): void;
}

/** Takes a brief as far as its answers reach. */
export async function evaluateBrief(evaluating: Evaluating, file: BriefFile): Promise<Evaluation> {
  const { deps, book, signal, answers, work, modelFor } = evaluating;
  const desk = { brief: file.name, answers: join(answers, file.name), open: join(work, file.name) };
  const asked: Asked[] = [];
  const { model, settled } = settling(modelFor(desk, (one) => asked.push(one)));
  const started = performance.now();
  const context = { signal, progress: (line: string) => evaluating.progress(`${file.name}: ${line}`) };
  const provider = createPromptedProvider(model, book);
  const run = await runBrief({ ...deps, provider }, await readBrief(file.brief), context);
  await settled();
  const names = asked.map(({ name }) => name);
  await clearDesk(
    desk,
    asked.flatMap(({ name, outcome }) => (outcome === 'waiting' ? [name] : [])),
  );
  return {
    brief: file.name,
    desk,
    run,
    asked,
    unused: run.last ? await notAskedFor(desk, names) : [],
    seconds: (performance.now() - started) / 1_000,
  };
}
