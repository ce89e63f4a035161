import type { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { instructionsSchema } from '../../domain/build/instructions.ts';
import type { PieceTake } from '../../domain/build/piece-choice.ts';
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
import type { Again, ProviderContext } from '../../integrations/ai/provider.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, PieceInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { throwProblems } from '../piece-problems.ts';

/** Makes one piece and, once it has passed its checks, keeps it under its key; one that was made meanwhile is taken. */
export function generatePiece({
  artifacts,
  stepResults,
  provider,
}: Pick<Dependencies, 'artifacts' | 'stepResults' | 'provider'>): (
  input: PieceInput,
  context: StepContext & ProviderContext,
) => ReturnType<Activities['generatePiece']> {
  return async (
    { brief: briefDigest, scenario: digest, asOf, step, subject, key, after = [], again: take },
    context,
  ) => {
    const kept = await stepResults.find(key);
    if (kept !== undefined) return { piece: kept, reused: true };
    const scenario = await getJson(artifacts, scenarioSchema, digest);
    const brief = await getJson(artifacts, briefSchema, briefDigest);
    const readAll = <Piece>(schema: z.ZodType<Piece>) =>
      Promise.all(after.map((piece) => getJson(artifacts, schema, piece)));
    const shared = { brief, scenario };
    const make: Record<PieceInput['step'], () => Promise<RowsPiece | SqlPiece | ChangePiece>> = {
      'generate-rows': async () => {
        const written = await readAll(rowsPieceSchema);
        const again = await againOf(artifacts, take, rowsPieceSchema);
        const made = await provider.generateRows({ ...shared, source: subject, asOf, written, ...again }, context);
        return rowsPieceSchema.parse(made);
      },
      'generate-sql': async () => {
        const again = await againOf(artifacts, take, sqlPieceSchema);
        return sqlPieceSchema.parse(await provider.generateSql({ ...shared, model: subject, ...again }, context));
      },
      'generate-change': async () => {
        const current = await readAll(sqlPieceSchema);
        const again = await againOf(artifacts, take, changePieceSchema);
        const made = await provider.generateChange({ ...shared, change: subject, current, ...again }, context);
        return changePieceSchema.parse(made);
      },
    };
    const made = await make[step]();
    throwProblems(checkPiece(scenario, made));
    const piece = await putJson(artifacts, made);
    await stepResults.keep(key, piece);
    return { piece, reused: false };
  };
}

/** A person's wish as the provider takes it. */
async function againOf<Piece>(
  artifacts: ArtifactStore,
  take: PieceTake | undefined,
  schema: z.ZodType<Piece>,
): Promise<{ again?: Again<Piece> }> {
  if (take === undefined) return {};
  const { instructions, previous } = take;
  const attempt = `take-${take.take}`;
  if (instructions === undefined || previous === undefined) return { again: { attempt } };
  const { text } = await getJson(artifacts, instructionsSchema, instructions);
  const wish = { instructions: text, previous: await getJson(artifacts, schema, previous) };
  return { again: { attempt, wish } };
}
