import { referredSources, rowsWaves } from '../prompt/rows-order.ts';
import { modelsOfSql } from '../scenario/models-of-sql.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { changeInputs, type PieceInputs, rowsInputs, sqlInputs } from './piece-inputs.ts';

/** A piece that a scenario needs, and what it is made from. */
export interface NeededPiece {
  readonly step: 'generate-rows' | 'generate-sql' | 'generate-change';
  /** A source's id, a model's name or a change's id. */
  readonly subject: string;
  readonly inputs: PieceInputs;
  /** Subjects of the pieces whose content it is made from; each stands before it in the list. */
  readonly after: readonly string[];
}

/**
 * The pieces of a scenario, each behind those that it is made from: rows of a source after the rows that they refer to,
 * a change after the SQL that it alters.
 */
export function neededPieces(scenario: Scenario): NeededPiece[] {
  const waves = rowsWaves(scenario.sources);
  const rows = waves.flatMap((wave, index) => {
    const before = waves.slice(0, index).flat();
    return wave.map((subject): NeededPiece => {
      const after = referredSources(scenario.sources, subject).filter((id) => before.includes(id));
      return { step: 'generate-rows', subject, inputs: rowsInputs(scenario, subject), after };
    });
  });
  const sql = modelsOfSql(scenario).map(
    ({ name }): NeededPiece => ({
      step: 'generate-sql',
      subject: name,
      inputs: sqlInputs(scenario, name),
      after: [],
    }),
  );
  const changes = scenario.changes.map(
    ({ id, alters }): NeededPiece => ({
      step: 'generate-change',
      subject: id,
      inputs: changeInputs(scenario, id),
      after: sql.map(({ subject }) => subject).filter((name) => alters.includes(name)),
    }),
  );
  return [...rows, ...sql, ...changes];
}
