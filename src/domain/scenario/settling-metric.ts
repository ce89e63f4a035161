import type { Metric } from './semantic-layer.ts';
import type { Disagreement } from './trace.ts';

type Settlement = Pick<Disagreement, 'about' | 'settled_by' | 'metric'>;
type Named = Pick<Metric, 'name' | 'label'>;

/**
 * The metric that settles a disagreement: the one that it names outright; else one that its definition names or
 * defines; else one that the disputed number is called by, whole or in all of its words. `undefined` where that is none,
 * or where two fit as well: a wrong one would be worse.
 */
export function settlingMetric<M extends Named>(
  { about, settled_by: settledBy, metric: chosen }: Settlement,
  metrics: readonly M[],
): M | undefined {
  if (chosen !== undefined) return metrics.find(({ name }) => name === chosen);
  const disputed = wordsOf(about);
  const shared = ({ name, label }: M) => {
    const own = new Set(wordsOf(`${name} ${label}`));
    return disputed.filter((word) => own.has(word)).length;
  };
  const links: ((metric: M) => boolean)[] = [
    // A name of one word is an ordinary word in a sentence.
    ({ name }) => name.includes('_') && new RegExp(`\\b${name}\\b`).test(settledBy),
    ({ label }) => defines(settledBy, label),
    // Of a label that stands anywhere in the number's name, such as “Sales” in “food cost of sales”, nothing follows.
    ({ label }) => begins(about, label),
    (metric) => shared(metric) > 0 && passages(settledBy, metric.label).some((at) => !inLonger(at, settledBy, metrics)),
    (metric) => disputed.length > 1 && shared(metric) === disputed.length,
  ];
  for (const isLinked of links) {
    const linked = metrics.filter(isLinked);
    if (linked.length > 0) return best(linked, [shared, ({ label }) => label.length]);
  }
  return undefined;
}

/** The one that is ahead of all others by the first measure that tells them apart. */
function best<M>(all: readonly M[], measures: readonly ((one: M) => number)[]): M | undefined {
  let left = all;
  for (const measure of measures) {
    const most = Math.max(...left.map(measure));
    left = left.filter((one) => measure(one) === most);
  }
  return left.length === 1 ? left[0] : undefined;
}

/** Whether a sentence of the text begins with the label and says what it is: “Net sales: …”, “Net sales are …”. */
function defines(text: string, label: string): boolean {
  const start = String.raw`(?:^|[.;:!?]\s+)(?:the\s+|an?\s+)?`;
  return new RegExp(`${start}${literal(label)}\\s*(?::|=|\\b(?:is|are|means|equals)\\b)`, 'iu').test(text);
}

/** Whether what a number is called begins with the label, an article aside. */
function begins(about: string, label: string): boolean {
  return new RegExp(`^(?:the\\s+|an?\\s+)?${literal(label)}(?![\\p{L}\\d])(?!-)`, 'iu').test(about.trim());
}

type Passage = readonly [from: number, to: number];

/** Where the label stands in the text as words of their own. */
function passages(text: string, label: string): Passage[] {
  const found = text.matchAll(new RegExp(`(?<![\\p{L}\\d-])${literal(label)}(?![\\p{L}\\d-])`, 'giu'));
  return [...found].map(({ index, 0: words }) => [index, index + words.length]);
}

/** Whether the same words are part of a longer label, such as “Sales” in “Delivery sales”. */
function inLonger([from, to]: Passage, text: string, metrics: readonly Named[]): boolean {
  return metrics.some(({ label }) =>
    passages(text, label).some((other) => other[0] <= from && other[1] >= to && other[1] - other[0] > to - from),
  );
}

function literal(label: string): string {
  return label.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Words that say nothing about which number is meant. */
const empty = new Set([
  ...['the', 'and', 'for', 'with', 'per', 'from', 'not', 'rate', 'total', 'number', 'count', 'share', 'average'],
]);

/** Words without their endings, as far as English and German plurals go. */
function wordsOf(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [];
  return [...new Set(found.map((word) => word.replace(/(?<=.{3})(es|s|e|en)$/, '')))].filter(
    (word) => !empty.has(word),
  );
}
