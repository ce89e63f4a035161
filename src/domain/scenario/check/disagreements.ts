import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** A disagreement that names its metric names one that is there. */
export function checkDisagreements({ disagreements = [], semantic_layer: layer }: Scenario): Problem[] {
  return disagreements.flatMap(({ about, metric }, index) =>
    metric === undefined || layer?.metrics.some(({ name }) => name === metric)
      ? []
      : [
          {
            path: `disagreements[${index}].metric`,
            message: `“${about}” is settled by ${metric}, which is no metric.`,
          },
        ],
  );
}
