import type { PlannedPiece } from '../src/activities/contract.ts';
import type { Dependencies } from '../src/activities/dependencies.ts';
import { generatePiece } from '../src/activities/steps/generate-piece.ts';

export interface PieceMaking {
  /** Digests of the stored brief and scenario. */
  readonly brief: string;
  readonly scenario: string;
  readonly asOf: string;
  readonly plan: readonly PlannedPiece[];
}

/**
 * Makes the pieces of a scenario: all that can be asked side by side is asked, also when something beside it fails.
 *
 * @returns digests of the pieces, in the order of the plan
 * @throws AggregateError of all that failed
 */
export async function makePieces(
  deps: Dependencies,
  { brief, scenario, asOf, plan }: PieceMaking,
  context: { readonly signal: AbortSignal; progress(line: string): void },
): Promise<string[]> {
  const made = new Map<PlannedPiece, string>();
  const failed: unknown[] = [];
  const make = async (pieces: readonly PlannedPiece[], current?: readonly string[]) => {
    const settled = await Promise.allSettled(
      pieces.map(async (piece) => {
        const input = { brief, scenario, asOf, ...piece, ...(current === undefined ? {} : { current }) };
        made.set(piece, (await generatePiece(deps)(input, context)).piece);
      }),
    );
    failed.push(...settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
  };
  const of = (step: PlannedPiece['step']) => plan.filter((piece) => piece.step === step);
  await make([...of('generate-rows'), ...of('generate-sql')]);
  const sql = of('generate-sql').flatMap((piece) => made.get(piece) ?? []);
  // A change alters logic that is there.
  if (sql.length === of('generate-sql').length) await make(of('generate-change'), sql);
  if (failed.length > 0) throw new AggregateError(failed, 'some pieces could not be made');
  return plan.flatMap((piece) => made.get(piece) ?? []);
}
