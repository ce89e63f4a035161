import type { Metric, SavedQuery } from './semantic-layer.ts';

/**
 * The metric of a saved query that answers its question: the one that it names, else the first that is a share or an
 * average of others, since the plain ones beside it are what it is made of, else the first.
 */
export function drawnMetric({ draws, metrics }: SavedQuery, all: readonly Metric[]): string {
  const composed = metrics.find((name) => {
    const type = all.find((metric) => metric.name === name)?.type;
    return type === 'ratio' || type === 'derived' || type === 'conversion';
  });
  return draws ?? composed ?? metrics[0] ?? '';
}
