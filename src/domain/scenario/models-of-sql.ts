import type { IntermediateModel, Mart } from './model.ts';
import type { Scenario } from './scenario.ts';

/** The models whose SQL is a piece: all but staging models and calendars, which code writes. */
export function modelsOfSql({ intermediate, marts }: Scenario): (IntermediateModel | Mart)[] {
  return [...intermediate, ...marts.filter(({ calendar }) => calendar === undefined)];
}
