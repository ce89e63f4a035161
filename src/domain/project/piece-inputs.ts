import { columnsOf } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * The part of a scenario that a piece is made from: two scenarios that agree on it need that piece made only once.
 * Describing a mart anew redoes the mart; adding a column to a view redoes the view and what reads it.
 */
export type PieceInputs = Readonly<Record<string, unknown>>;

export function rowsInputs(scenario: Scenario, sourceId: string): PieceInputs {
  return {
    source: sourceId,
    sources: scenario.sources,
    incidents: scenario.incidents.filter((incident) => incident.source === sourceId),
    currency: scenario.currency,
    origin: scenario.origin ?? null,
  };
}

export function sqlInputs(scenario: Scenario, modelName: string): PieceInputs {
  const model = [...scenario.intermediate, ...scenario.marts].find((candidate) => candidate.name === modelName);
  const inputs = (model?.inputs ?? []).map((name) => ({ name, columns: columnsOf(scenario, name) }));
  return { model: model ?? modelName, inputs, origin: scenario.origin ?? null };
}

export function changeInputs(scenario: Scenario, changeId: string): PieceInputs {
  const change = scenario.changes.find((candidate) => candidate.id === changeId);
  return {
    change: change ?? changeId,
    models: (change?.alters ?? []).map((name) => sqlInputs(scenario, name)),
    origin: scenario.origin ?? null,
  };
}
