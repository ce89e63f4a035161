import type { Scenario } from '../scenario/scenario.ts';
import { sourceId } from './names.ts';
import { isReserved } from './reserved-words.ts';

/**
 * The name by which a proof reads each raw table, by the source's id: the table's own name in its source system. Where
 * SQL reserves that name, or another table has it too, it is `{system}_{table}`.
 */
export function proofTables({
  sources,
  reference_seeds: seeds = [],
}: Pick<Scenario, 'sources' | 'reference_seeds'>): ReadonlyMap<string, string> {
  const shared = [...sources.map(({ table }) => table), ...seeds.map(({ name }) => name)];
  return new Map(
    sources.map((source) => {
      const { system, table } = source;
      const alone = shared.filter((name) => name === table).length === 1 && !isReserved(table);
      return [sourceId(source), alone ? table : `${system}_${table}`];
    }),
  );
}
