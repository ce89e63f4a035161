import type { PieceName } from '../build/piece-choice.ts';
import { sourceId, stagingName } from '../naming/names.ts';
import { modelsOfSql } from '../scenario/models-of-sql.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { seedPath } from './render/seeds.ts';

/** The piece that a generated file is made of; `undefined` where code alone writes it, or nobody knows it. */
export function pieceAt(scenario: Scenario, path: string): PieceName | undefined {
  const source = scenario.sources.find((one) => seedPath(one) === path);
  if (source) return { step: 'generate-rows', subject: sourceId(source) };
  const [, model] = /^models\/.*\/(\w+)\.sql$/.exec(path) ?? [];
  return model === undefined ? undefined : pieceOf(scenario, model);
}

/** The piece that a model is made of: its SQL, or of a staging model the rows that it reads. */
export function pieceOf(scenario: Scenario, model: string): PieceName | undefined {
  if (modelsOfSql(scenario).some(({ name }) => name === model)) {
    return { step: 'generate-sql', subject: model };
  }
  const source = scenario.sources.find(({ system, table }) => stagingName(system, table) === model);
  return source && { step: 'generate-rows', subject: sourceId(source) };
}
