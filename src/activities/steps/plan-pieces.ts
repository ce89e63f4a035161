import { type Brief, briefSchema } from '../../domain/brief/brief.ts';
import { isSamePiece } from '../../domain/build/piece-choice.ts';
import { type NeededPiece, neededPieces } from '../../domain/project/piece-plan.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import type { AiProvider } from '../../integrations/ai/provider.ts';
import { digestOf } from '../../integrations/artifacts/digest.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { stepKey } from '../../integrations/artifacts/step-results.ts';
import type { Activities, PlannedPiece } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * Lists the pieces that a scenario needs, with those that were made before. A piece's key covers all that it is made
 * from: its part of the scenario, the words that a model is asked with, the pieces that it follows, a person's wish.
 */
export function planPieces({
  artifacts,
  stepResults,
  provider,
  codeVersion,
}: Pick<Dependencies, 'artifacts' | 'stepResults' | 'provider' | 'codeVersion'>): Activities['planPieces'] {
  return async (input) => {
    const scenario = await getJson(artifacts, scenarioSchema, input.scenario);
    const brief = await getJson(artifacts, briefSchema, input.brief);
    const plan: PlannedPiece[] = [];
    for (const needed of neededPieces(scenario)) {
      const { step, subject, inputs } = needed;
      const follows = plan.filter((other) => needed.after.includes(other.subject) && standsBefore(other, needed));
      const take = input.takes?.find((other) => isSamePiece(other, needed));
      const asked = wordsFor(provider, needed, { brief, scenario, asOf: input.asOf });
      const key = stepKey({
        step,
        codeVersion,
        provider: [provider.name, provider.version],
        inputs,
        asked: asked === undefined ? null : digestOf(asked),
        take: take ?? null,
        after: follows.map((other) => [other.subject, standingOf(other)]),
      });
      const piece = repairedAs(subject, key) ?? (await stepResults.find(key));
      const keys = follows.map((other) => other.key);
      plan.push({ step, subject, key, follows: keys, ...(piece === undefined ? {} : { piece }) });
    }
    return { pieces: plan, repairs: provider.repair !== undefined };

    /** A change is written on the SQL as it was mended; rows that a repair touched keep their keys, and so what joins them. */
    function standingOf({ step, subject, key, piece }: PlannedPiece): string | undefined {
      return step === 'generate-sql' && repairedAs(subject, key) ? piece : key;
    }

    /** A repair stands while the piece that it mended would be made the same way. */
    function repairedAs(subject: string, key: string): string | undefined {
      return input.repaired?.find((one) => one.subject === subject && one.key === key)?.piece;
    }
  };
}

/** A source and a model may share a name: rows follow rows, and changes follow SQL. */
function standsBefore(other: PlannedPiece, { step }: NeededPiece): boolean {
  return other.step === (step === 'generate-rows' ? 'generate-rows' : 'generate-sql');
}

function wordsFor(
  { asks }: AiProvider,
  { step, subject }: NeededPiece,
  shared: { readonly brief: Brief; readonly scenario: Scenario; readonly asOf: string },
): string | undefined {
  switch (step) {
    case 'generate-rows':
      return asks?.rows({ ...shared, source: subject });
    case 'generate-sql':
      return asks?.sql({ ...shared, model: subject });
    case 'generate-change':
      return asks?.change({ ...shared, change: subject, current: [] });
  }
}
