import { briefSchema } from '../../domain/brief/brief.ts';
import { checkPiece } from '../../domain/project/check/check-piece.ts';
import {
  type ChangePiece,
  changePieceSchema,
  type RowsPiece,
  rowsPieceSchema,
  type SqlPiece,
  sqlPieceSchema,
} from '../../domain/project/piece.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, PieceInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { throwProblems } from '../piece-problems.ts';

/** Makes one piece and, once it has passed its checks, keeps it under its key; one that was made meanwhile is taken. */
export function generatePiece({
  artifacts,
  stepResults,
  provider,
}: Dependencies): (input: PieceInput, context: StepContext) => ReturnType<Activities['generatePiece']> {
  return async ({ brief: briefDigest, scenario: digest, asOf, step, subject, key, current = [] }, context) => {
    const kept = await stepResults.find(key);
    if (kept !== undefined) return { piece: kept, reused: true };
    const scenario = await getJson(artifacts, scenarioSchema, digest);
    const brief = await getJson(artifacts, briefSchema, briefDigest);
    const logic = await Promise.all(current.map((piece) => getJson(artifacts, sqlPieceSchema, piece)));
    const make: Record<PieceInput['step'], () => Promise<RowsPiece | SqlPiece | ChangePiece>> = {
      'generate-rows': async () =>
        rowsPieceSchema.parse(await provider.generateRows({ brief, scenario, source: subject, asOf }, context)),
      'generate-sql': async () =>
        sqlPieceSchema.parse(await provider.generateSql({ brief, scenario, model: subject }, context)),
      'generate-change': async () =>
        changePieceSchema.parse(
          await provider.generateChange({ brief, scenario, change: subject, current: logic }, context),
        ),
    };
    const made = await make[step]();
    throwProblems(checkPiece(scenario, made));
    const piece = await putJson(artifacts, made);
    await stepResults.keep(key, piece);
    return { piece, reused: false };
  };
}
