import { type Instructions, longestInstructions } from '../../domain/build/instructions.ts';
import { pieceName } from '../../domain/build/piece-choice.ts';
import { type BuildState, currentRevision } from '../../domain/build/state.ts';
import { isDigest } from '../../domain/digest.ts';
import { isPieceOf, pieceSchema } from '../../domain/project/piece.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { type Special, storedInstructions } from './stored-answers.ts';

/** The wish for one piece anew: a piece that the project has, and maybe what is to be different. */
export async function pieceAgain(
  artifacts: ArtifactStore,
  state: BuildState,
  { step, subject, instructions }: Readonly<Record<string, unknown>>,
): Promise<Special> {
  const name = pieceName.safeParse({ step, subject });
  const project = currentRevision(state)?.project;
  const previous = name.success && project !== undefined ? await findPiece(artifacts, project, name.data) : undefined;
  if (!name.success || previous === undefined) return refused('subject', 'The project has no such piece.');
  const fields = { ...name.data, previous };
  const wish = typeof instructions === 'string' ? instructions.trim() : '';
  if (wish === '') return { ok: true, fields };
  if (isDigest(wish)) {
    const stored = await storedInstructions(artifacts, wish);
    return stored.ok ? { ok: true, fields: { ...fields, ...stored.fields } } : stored;
  }
  if (wish.length > longestInstructions) {
    const most = longestInstructions.toLocaleString('en');
    return refused('instructions', `Instructions may have at most ${most} characters.`);
  }
  const written: Instructions = { schema: 'instructions/1', text: wish };
  return { ok: true, fields: { ...fields, instructions: await putJson(artifacts, written) } };
}

async function findPiece(
  artifacts: ArtifactStore,
  project: string,
  { step, subject }: { readonly step: string; readonly subject: string },
): Promise<string | undefined> {
  const { pieces } = await getJson(artifacts, snapshotSchema, project);
  for (const digest of pieces) {
    if (isPieceOf(await getJson(artifacts, pieceSchema, digest), step, subject)) return digest;
  }
  return undefined;
}

function refused(field: string, sentence: string): Special {
  return { ok: false, field, errors: [sentence] };
}
