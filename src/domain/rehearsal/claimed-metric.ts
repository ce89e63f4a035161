import type { Metric } from '../scenario/semantic-layer.ts';
import type { Disagreement } from '../scenario/trace.ts';

/** Fewer words in common than make this are none. */
const leastAlike = 0.6;
/** What is this much alike, and so much more than any other, is what is meant. */
const plainlyAlike = 1.3;
const plainlyMore = 1.4;

/** The metrics that count what a version of a disputed number says, the most alike first; one where that is plain. */
export interface ClaimedMetrics {
  readonly metrics: readonly Metric[];
  readonly plain: boolean;
}

type Scored = readonly { readonly metric: Metric; readonly score: number }[];

/**
 * For each version of a disagreement the metrics of the same kind of number whose names and definitions speak of the
 * same. One is plain where no other comes near it and no other version means it; a wrong one would be worse than two.
 */
export function claimedMetrics({ versions }: Disagreement, metrics: readonly Metric[]): ClaimedMetrics[] {
  const scored = versions.map((version) => score(version, ofKind(version, metrics)));
  const meant = scored.map((all) => all[0]?.metric.name);
  const alone = (index: number) => meant.filter((name) => name === meant[index]).length === 1;
  const isPlain = (all: Scored, others: readonly (string | undefined)[]) => {
    const [best, next] = all.filter(({ metric }) => !others.includes(metric.name));
    return best !== undefined && best.score >= plainlyAlike && best.score >= plainlyMore * (next?.score ?? 0);
  };
  const atOnce = scored.map((all, index) => alone(index) && isPlain(all, []));
  return scored.map((all, index) => {
    // What is plainly another version's is not meant by this one.
    const others = meant.filter((_, other) => other !== index && atOnce[other]);
    const plain = atOnce[index] === true || (alone(index) && isPlain(all, others));
    const left = all.filter(({ metric }) => !others.includes(metric.name));
    const near = left.filter(({ score: own }) => own >= (left[0]?.score ?? 0) * leastAlike).slice(0, 3);
    return { metrics: (plain ? left.slice(0, 1) : near).map(({ metric }) => metric), plain };
  });
}

const percent = /\d\s*(?:%|per ?cent|Prozent|pour ?cent|por ?cento?|per ?cento|procent)/iu;
const currency =
  /(?:[€£$¥]\s*\d|\d\s*(?:[€£$¥]|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|euros?|pounds?|dollars?|francs?|kronor)\b))/iu;

/** Metrics of the kind of number that the version gives. */
function ofKind(version: string, metrics: readonly Metric[]): readonly Metric[] {
  if (percent.test(version)) return metrics.filter(({ format }) => format === 'percent');
  return currency.test(version) ? metrics.filter(({ format }) => format === 'currency') : metrics;
}

/** Words that only few of the metrics have say most about which of them is meant. */
function score(version: string, metrics: readonly Metric[]): Scored {
  const spoken = wordsOf(version);
  const words = metrics.map(({ name, label, description }) => wordsOf(`${name} ${label} ${description}`));
  const weight = (word: string) => Math.log(1 + metrics.length / words.filter((own) => own.has(word)).length);
  const sum = (all: readonly string[]) => all.reduce((total, word) => total + weight(word), 0);
  return metrics
    .map((metric, index) => {
      const own = [...(words[index] ?? [])];
      return { metric, score: sum(own.filter((word) => spoken.has(word))) / Math.sqrt(sum(own) || 1) };
    })
    .filter(({ score: one }) => one >= leastAlike)
    .sort((one, other) => other.score - one.score);
}

/** Words that say nothing about which number is meant. */
const empty = new Set(
  [
    ...['the', 'and', 'for', 'with', 'per', 'from', 'not', 'all', 'each', 'any', 'that', 'which', 'this', 'out', 'but'],
    ...['before', 'after', 'than', 'then', 'less', 'are', 'was', 'were', 'their', 'them', 'they', 'who', 'what', 'its'],
    ...['own', 'also', 'only', 'rate', 'total', 'number', 'count', 'share', 'average', 'percent'],
  ].map(stem),
);

/** Words without their endings, as far as English and German plurals go. */
function wordsOf(text: string): Set<string> {
  const found = text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [];
  return new Set(found.map(stem).filter((word) => !empty.has(word) && !/^\d+$/.test(word)));
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(es|s|e|en)$/, '') : word;
}
