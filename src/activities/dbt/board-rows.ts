import type { KeptBoard } from '../../domain/rehearsal/board.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';
import type { DbtRunner } from '../../integrations/dbt/runner.ts';
import { martsOf } from './tables.ts';

/** More KPIs fit on no board. */
const mostRows = 500;

/**
 * What the newest rows of the board's mart carry, in the same order however the warehouse keeps them; nothing where the
 * scenario has no board, or its mart no rows yet.
 */
export async function newestPayloads(
  dbt: DbtRunner,
  database: string,
  scenario: Scenario,
  productionSchema: string,
): Promise<KeptBoard | undefined> {
  const { board } = scenario;
  const mart = martsOf(scenario, productionSchema).find(({ name }) => name === board?.mart);
  if (!board || !mart) return undefined;
  const [there] = await dbt.sql({
    database,
    statements: [
      `select count(*) from information_schema.tables where table_schema = '${mart.schema}' and table_name = '${mart.name}'`,
    ],
  });
  if (Number(there?.rows[0]?.[0] ?? 0) === 0) return undefined;
  const table = `"${mart.schema}"."${mart.name}"`;
  const [newest] = await dbt.sql({
    database,
    statements: [
      `select cast("${board.as_of}" as varchar), cast("${board.payload}" as varchar) from ${table} where "${board.as_of}" = (select max("${board.as_of}") from ${table}) order by 2 nulls last`,
    ],
    rows: mostRows,
  });
  const [first] = newest?.rows ?? [];
  if (!newest || !first) return undefined;
  const payloads = newest.rows.map(([, payload]) =>
    payload === null || payload === undefined ? null : String(payload),
  );
  return { asOf: String(first[0]), payloads };
}
