import { changeInputs, type PieceInputs, rowsInputs, sqlInputs } from '../../domain/project/piece-inputs.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { stepKey } from '../../integrations/artifacts/step-results.ts';
import type { Activities, PlannedPiece } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Lists the pieces that a scenario needs, with those that were made before. */
export function planPieces({ artifacts, stepResults, provider, codeVersion }: Dependencies): Activities['planPieces'] {
  return async (input) => {
    const scenario = await getJson(artifacts, scenarioSchema, input.scenario);
    return Promise.all(
      neededPieces(scenario).map(async ({ step, subject, inputs }): Promise<PlannedPiece> => {
        const key = stepKey({ step, codeVersion, provider: [provider.name, provider.version], inputs });
        const piece = await stepResults.find(key);
        return { step, subject, key, ...(piece === undefined ? {} : { piece }) };
      }),
    );
  };
}

function neededPieces(scenario: Scenario): { step: PlannedPiece['step']; subject: string; inputs: PieceInputs }[] {
  const sources = scenario.sources.map(({ system, table }) => `${system}.${table}`);
  const models = [...scenario.intermediate, ...scenario.marts].map(({ name }) => name);
  return [
    ...sources.map((subject) => ({ step: 'generate-rows' as const, subject, inputs: rowsInputs(scenario, subject) })),
    ...models.map((subject) => ({ step: 'generate-sql' as const, subject, inputs: sqlInputs(scenario, subject) })),
    ...scenario.changes.map(({ id }) => ({
      step: 'generate-change' as const,
      subject: id,
      inputs: changeInputs(scenario, id),
    })),
  ];
}
