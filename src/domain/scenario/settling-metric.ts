import type { Metric } from './semantic-layer.ts';
import type { Disagreement } from './trace.ts';

/** Words that say nothing about which number is meant. */
const empty = new Set(['the', 'and', 'for', 'with', 'per', 'rate', 'total', 'number', 'count', 'share', 'average']);

/**
 * The metric that settles a disagreement: the one whose name or label the settlement uses, or most of whose words the
 * disputed number has. `undefined` when none does, or two do equally well.
 */
export function settlingMetric(
  { about, settled_by }: Pick<Disagreement, 'about' | 'settled_by'>,
  metrics: readonly Metric[],
): Metric | undefined {
  const settlement = ` ${settled_by.toLowerCase()} `;
  const disputed = new Set(words(about));
  const settled = new Set(words(settled_by));
  const scored = metrics
    .map((metric) => {
      const named = settlement.includes(metric.name) || settlement.includes(metric.label.toLowerCase());
      const own = words(`${metric.name} ${metric.label}`);
      const common = own.filter((word) => disputed.has(word)).length;
      const further = own.filter((word) => settled.has(word)).length;
      return { metric, score: (named ? 100 + metric.label.length : 0) + common * 4 + further, common };
    })
    .filter(({ common, score }) => common > 0 || score >= 100)
    .toSorted((one, other) => other.score - one.score);
  const [first, second] = scored;
  return first && first.score !== second?.score ? first.metric : undefined;
}

/** Words without their endings, as far as English and German plurals go. */
function words(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [];
  return [...new Set(found.map((word) => word.replace(/(?<=.{3})(es|s|e|en)$/, '')))].filter(
    (word) => !empty.has(word),
  );
}
