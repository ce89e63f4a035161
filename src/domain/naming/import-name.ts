import type { Scenario } from '../scenario/scenario.ts';
import { stagingName } from './names.ts';
import { isReserved } from './reserved-words.ts';

/**
 * The name by which a model's SQL reads an input: a staging model by its table (`stg_shop__orders` as `orders`), any
 * other by its full name. Where two inputs would share a name, or SQL reserves it, the full name stands.
 */
export function importName(model: string, inputs: readonly string[]): string {
  const short = tableOf(model);
  const clashes = inputs.some((other) => other !== model && (tableOf(other) === short || other === short));
  return clashes || isReserved(short) ? model : short;
}

function tableOf(model: string): string {
  const [, table] = /^stg_.+?__(.+)$/.exec(model) ?? [];
  return table ?? model;
}

/** The source that a staging model reads. */
export function stagedSource(
  scenario: Pick<Scenario, 'sources'>,
  model: string,
): Scenario['sources'][number] | undefined {
  return scenario.sources.find(({ system, table }) => stagingName(system, table) === model);
}

/** The entity that names a mart's rows in the semantic layer: its primary entity column, else the mart's own name. */
export function primaryEntity(mart: Scenario['marts'][number]): string {
  for (const { semantic } of mart.columns) {
    if (semantic?.kind === 'entity' && semantic.type === 'primary') return semantic.entity;
  }
  return mart.name.replace(/^(fct|dim|agg)_/, '');
}
