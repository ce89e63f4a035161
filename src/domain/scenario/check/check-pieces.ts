import type { Pieces } from '../../project/piece.ts';
import type { Scenario } from '../scenario.ts';
import { evidenceOf } from './evidence.ts';
import { checkModelLogic } from './model-logic.ts';
import type { Problem } from './problem.ts';
import { checkRows } from './rows.ts';

/**
 * What must hold between a scenario and its pieces: rows that fit their source and join, deliveries for the next day
 * and every incident, SQL for every model and change in the shape that rendering needs. The scenario itself is sound.
 */
export function checkPieces(scenario: Scenario, pieces: Pieces): Problem[] {
  return [
    ...checkRows(scenario, pieces.rows),
    ...checkModelLogic(scenario, pieces),
    ...checkUnitTestsShown(scenario, pieces),
  ];
}

function checkUnitTestsShown(scenario: Scenario, { sql }: Pieces): Problem[] {
  const names = new Set(sql.flatMap(({ unit_tests }) => unit_tests.map(({ name }) => name)));
  return evidenceOf(scenario).flatMap(({ path, shown }) =>
    shown.kind === 'unit_test' && !names.has(shown.name)
      ? [{ path, message: `There is no unit test ${shown.name} to show.` }]
      : [],
  );
}
