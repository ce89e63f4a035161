import { addUsage, noUsage } from '../src/domain/build/model-usage.ts';
import { estimatePrice } from '../src/integrations/ai/prices.ts';
import { wasSentBack } from './asked.ts';
import type { Evaluation } from './evaluate-brief.ts';

/** A brief's line in the table. */
export interface Figures {
  readonly brief: string;
  /** Every answer was there, and none had to be sent back. */
  readonly validAtOnce: boolean;
  readonly sentBack: number;
  /** It came as far as a rehearsal; the rest is `false` without one. */
  readonly rehearsed: boolean;
  readonly greenAtOnce: boolean;
  readonly greenAfterRepair: boolean;
  readonly rounds: number;
  readonly wishesMet: number;
  readonly wishes: number;
  /** Of this run; on kept answers it holds no model's time. */
  readonly seconds: number;
  /** Of the models' answers, one after another; `null` where nobody measured them. */
  readonly modelSeconds: number | null;
  readonly tokens: number;
  /** By list prices, in `currency`; `null` where a price is not known. */
  readonly price: number | null;
  readonly currency: string;
  /** Tokens were reckoned from characters. */
  readonly estimated: boolean;
  readonly waiting: number;
}

/**
 * What a brief came to, in figures.
 *
 * @param priced the model by whose price an answer is reckoned that no model gave
 */
export function figuresOf({ brief, run, asked, wishes, seconds }: Evaluation, priced: string): Figures {
  const waiting = asked.filter(({ outcome }) => outcome === 'waiting').length;
  const sentBack = asked.filter(wasSentBack).length;
  const usage = asked.map((one) => one.usage).reduce(addUsage, noUsage);
  const prices = asked
    .filter(({ outcome }) => outcome !== 'waiting')
    .map((one) => estimatePrice(one.usage, one.estimated ? priced : one.model));
  const known = prices.every((price) => price !== undefined);
  const times = asked.flatMap((one) => (one.seconds === null ? [] : [one.seconds]));
  const reached = run.first !== undefined;
  return {
    brief,
    validAtOnce: reached && sentBack === 0,
    sentBack,
    rehearsed: reached,
    greenAtOnce: run.first?.green ?? false,
    greenAfterRepair: run.last?.green ?? false,
    rounds: run.last?.round ?? 0,
    wishesMet: wishes.filter(({ met }) => met).length,
    wishes: wishes.length,
    seconds: Math.round(seconds),
    modelSeconds: times.length === 0 ? null : Math.round(times.reduce((sum, one) => sum + one, 0)),
    tokens: usage.inputTokens + usage.outputTokens,
    price: known ? Math.round(prices.reduce((sum, price) => sum + (price?.amount ?? 0), 0) * 100) / 100 : null,
    currency: prices.find((price) => price !== undefined)?.currency ?? 'USD',
    estimated: asked.some((one) => one.estimated),
    waiting,
  };
}
