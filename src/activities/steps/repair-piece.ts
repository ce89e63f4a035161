import { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { checkPiece } from '../../domain/project/check/check-piece.ts';
import { checkTogether } from '../../domain/project/check/check-pieces.ts';
import { checkRepaired } from '../../domain/project/check/repaired.ts';
import { withDistinctUnitTests } from '../../domain/project/distinct-unit-tests.ts';
import { byKind, isPieceOf, type Piece, pieceSchema } from '../../domain/project/piece.ts';
import { pieceText, type RepairRecord } from '../../domain/project/repair-record.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import type { Problem } from '../../domain/scenario/check/problem.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { ModelError } from '../../integrations/ai/model-error.ts';
import { AnswerError } from '../../integrations/ai/prompted/answer-error.ts';
import type { ProviderContext } from '../../integrations/ai/provider.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import { stepKey } from '../../integrations/artifacts/step-results.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, RepairInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

const errorsSchema = z.strictObject({ schema: z.literal('errors/1'), errors: z.array(z.string()) });

type Outcome = Pick<RepairRecord, 'outcome' | 'why'> & { readonly piece: Piece };

/**
 * Has one piece mended that made its project red. A repair that takes away a test, an incident or a part of a change is
 * refused, and so is one that does not fit the scenario; what was wrong and what became of it is kept as a record.
 */
export function repairPiece({
  artifacts,
  stepResults,
  provider,
  codeVersion,
}: Pick<Dependencies, 'artifacts' | 'stepResults' | 'provider' | 'codeVersion'>): (
  input: RepairInput,
  context: StepContext & ProviderContext,
) => ReturnType<Activities['repairPiece']> {
  return async (input, context) => {
    const { step, subject, round } = input;
    const snapshot = await getJson(artifacts, snapshotSchema, input.project);
    const scenario = await getJson(artifacts, scenarioSchema, snapshot.scenario);
    const brief = await getJson(artifacts, briefSchema, input.brief);
    const { errors } = await getJson(artifacts, errorsSchema, input.errors);
    const pieces = await Promise.all(snapshot.pieces.map((piece) => getJson(artifacts, pieceSchema, piece)));
    const at = pieces.findIndex((piece) => isPieceOf(piece, step, subject));
    const before = pieces[at];
    if (before === undefined) throw new Error(`the project has no piece ${subject}`);
    const key = stepKey({
      step: 'repair-piece',
      codeVersion,
      provider: [provider.name, provider.version],
      ...{ piece: snapshot.pieces[at], scenario: snapshot.scenario, errors: input.errors, round },
    });
    const mend = async (): Promise<Outcome> => {
      const kept = await stepResults.find(key);
      if (kept !== undefined)
        return { outcome: 'repaired', why: '', piece: await getJson(artifacts, pieceSchema, kept) };
      const refused = (why: string): Outcome => ({ outcome: 'refused', why, piece: before });
      if (!provider.repair) return refused('There is nobody to mend it.');
      try {
        const written = pieces.filter((piece) => piece.schema === 'rows/1');
        const attempt = `round-${round}`;
        const answer = await provider.repair({ brief, scenario, piece: before, errors, attempt, written }, context);
        const piece = pieceSchema.parse(answer);
        const alone = [...checkPiece(scenario, piece), ...checkRepaired(before, piece)];
        const problems = alone.length > 0 ? alone : brokenTogether(scenario, pieces, pieces.with(at, piece));
        if (problems.length > 0) return refused(problems.map(({ message }) => message).join(' '));
        if (pieceText(piece) === pieceText(before)) return { outcome: 'cleared', why: '', piece: before };
        await stepResults.keep(key, await putJson(artifacts, piece));
        return { outcome: 'repaired', why: '', piece };
      } catch (error) {
        // No answer of use is a result as well: another round may do better, and a person is asked in the end.
        if (error instanceof AnswerError || (error instanceof ModelError && unusable.has(error.code)))
          return refused(error.sentence);
        throw error;
      }
    };
    const { outcome, why, piece } = await mend();
    const record: RepairRecord = {
      schema: 'repair/1',
      ...{ step, subject, round, errors, outcome, why },
      before: pieceText(before),
      after: pieceText(piece),
    };
    return {
      ...{ step, subject, outcome },
      record: await putJson(artifacts, record),
      ...(outcome === 'repaired' ? { piece: await putJson(artifacts, piece) } : {}),
    };
  };
}

/** What holds between the pieces as they stand and would not with a repaired one among them, such as keys that join. */
function brokenTogether(scenario: Scenario, standing: readonly Piece[], repaired: readonly Piece[]): Problem[] {
  const together = (pieces: readonly Piece[]) => checkTogether(scenario, withDistinctUnitTests(byKind(pieces)));
  const known = new Set(together(standing).map(({ message }) => message));
  return together(repaired).filter(({ message }) => !known.has(message));
}

const unusable: ReadonlySet<string> = new Set(['ai-refused', 'ai-cut-off', 'ai-unfit']);
