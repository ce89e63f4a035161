import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dependencies } from '../src/activities/dependencies.ts';
import { readSnapshot } from '../src/activities/read-snapshot.ts';
import { readBrief } from '../src/cli/read-brief.ts';
import type { Warehouse } from '../src/domain/brief/brief.ts';
import type { Model } from '../src/integrations/ai/model.ts';
import type { PromptBook } from '../src/integrations/ai/prompted/prompt-book.ts';
import { createPromptedProvider } from '../src/integrations/ai/prompted/provider.ts';
import { canonicalJson } from '../src/integrations/artifacts/canonical-json.ts';
import { type Digest, digestOf } from '../src/integrations/artifacts/digest.ts';
import type { Asked } from './asked.ts';
import type { BriefFile } from './brief-files.ts';
import { clearDesk, type Desk, notAskedFor } from './desk.ts';
import { type JudgedWish, judge, notJudged } from './judge.ts';
import { judgementDraft } from './judgement-draft.ts';
import { keepMade } from './keep-made.ts';
import { type BriefRun, runBrief } from './run-brief.ts';
import { settling } from './settling.ts';
import { readJudgement, readWishes } from './wishes.ts';

/** What came of a brief. */
export interface Evaluation {
  readonly brief: string;
  readonly desk: Desk;
  readonly run: BriefRun;
  readonly asked: readonly Asked[];
  /** Answers that lie there for nothing; known only of a run that reached its end. */
  readonly unused: readonly string[];
  readonly wishes: readonly JudgedWish[];
  /** Of the scenario, by which a judgement says what it is of. */
  readonly scenario: Digest | undefined;
  /** The judgement is of an earlier scenario. */
  readonly judgedBefore: boolean;
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
  /** Warehouses for which a project is proven; their adapters are installed on first use. */
  readonly proves: readonly Warehouse[];
  modelFor(desk: Desk, told: (asked: Asked) => void): Model;
  progress(line: string): void;
}

/** Takes a brief as far as its answers reach, and holds what came of it against its wishes. */
export async function evaluateBrief(evaluating: Evaluating, file: BriefFile): Promise<Evaluation> {
  const { deps, book, signal, answers, work, proves, modelFor } = evaluating;
  const desk = { brief: file.name, answers: join(answers, file.name), open: join(work, file.name) };
  const asked: Asked[] = [];
  const { model, settled } = settling(modelFor(desk, (one) => asked.push(one)));
  const context = { signal, progress: (line: string) => evaluating.progress(`${file.name}: ${line}`) };
  const provider = createPromptedProvider(model, book);
  const started = performance.now();
  const run = await runBrief({ ...deps, provider }, await readBrief(file.brief), context, proves);
  const seconds = (performance.now() - started) / 1_000;
  await settled();
  const waiting = asked.flatMap(({ name, outcome }) => (outcome === 'waiting' ? [name] : []));
  await clearDesk(desk, waiting);
  const names = asked.map(({ name }) => name);
  const unused = run.last ? await notAskedFor(desk, names) : [];
  return { brief: file.name, desk, run, asked, unused, seconds, ...(await heldAgainstWishes(deps, run, desk, file)) };
}

async function heldAgainstWishes(
  { artifacts }: Dependencies,
  { scenario, last }: BriefRun,
  desk: Desk,
  { wishes: path }: BriefFile,
): Promise<Pick<Evaluation, 'wishes' | 'scenario' | 'judgedBefore'>> {
  const wishes = await readWishes(path);
  const none = (why: string) => wishes.map(({ id }) => ({ id, met: false, why }));
  const digest = scenario && digestOf(canonicalJson(scenario));
  if (!scenario || !last) {
    return { wishes: none('nothing was rehearsed'), scenario: digest, judgedBefore: false };
  }
  const { report, project } = last;
  const rehearsed = { scenario, report, files: (await readSnapshot(artifacts, project)).rendered };
  await keepMade(desk.open, rehearsed);
  const judgement = await readJudgement(join(desk.answers, 'wishes-met.yaml'));
  await writeFile(join(desk.open, 'wishes-met.draft.yaml'), judgementDraft(wishes, digestOf(canonicalJson(scenario))));
  if (!judgement) return { wishes: none(notJudged), scenario: digest, judgedBefore: false };
  return {
    wishes: judge(wishes, judgement, rehearsed),
    scenario: digest,
    judgedBefore: judgement.scenario !== digest,
  };
}
