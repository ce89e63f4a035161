import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pieceAgain } from '../../src/api/decisions/piece-again.ts';
import { instructionsSchema } from '../../src/domain/build/instructions.ts';
import { fileArtifactStore } from '../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../src/integrations/artifacts/json.ts';
import { libraryPieces, libraryScenario } from '../domain/fixtures/library.ts';
import { aSnapshot } from '../views/fixtures/reports.ts';
import { aDigest, asking } from '../views/fixtures/states.ts';

async function reviewed() {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-again-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(folder);
  const { rows, sql, changes } = libraryPieces();
  const pieces = await Promise.all([...rows, ...sql, ...changes].map((piece) => putJson(artifacts, piece)));
  const scenario = await putJson(artifacts, libraryScenario());
  const project = await putJson(artifacts, { ...aSnapshot(aDigest('1'), scenario), pieces });
  const state = asking('review-files', { phase: 'files' });
  const revisions = state.revisions.map((revision) => ({ ...revision, project }));
  return { artifacts, pieces, sql, rows, state: { ...state, revisions } };
}

test('a piece is wished for anew by its step and subject, with what is to be different', async () => {
  const { artifacts, state, pieces, rows, sql } = await reviewed();
  const at = rows.length + sql.findIndex(({ model }) => model === 'fct_loans');
  const fields = { step: 'generate-sql', subject: 'fct_loans' };
  const plain = await pieceAgain(artifacts, state, { ...fields, instructions: ' ' });
  expect(plain).toEqual({ ok: true, fields: { ...fields, previous: pieces[at] } });
  const wished = await pieceAgain(artifacts, state, { ...fields, instructions: 'Explain each join.' });
  if (!wished.ok) throw new Error('refused');
  const instructions = await getJson(artifacts, instructionsSchema, String(wished.fields.instructions));
  expect(instructions.text).toBe('Explain each join.');
});

test('what the project has no piece of is refused, and so are instructions without an end', async () => {
  const { artifacts, state } = await reviewed();
  const subject = 'fct_loans';
  for (const fields of [
    { step: 'generate-sql', subject: 'fct_none' },
    { step: 'generate-rows', subject },
    { subject },
  ]) {
    expect(await pieceAgain(artifacts, state, fields)).toMatchObject({ ok: false, field: 'subject' });
  }
  const long = { step: 'generate-sql', subject, instructions: 'x'.repeat(20_001) };
  expect(await pieceAgain(artifacts, state, long)).toMatchObject({ ok: false, field: 'instructions' });
});
