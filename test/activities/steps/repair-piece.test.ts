import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { renderProjectStep } from '../../../src/activities/steps/render-project.ts';
import { repairPiece } from '../../../src/activities/steps/repair-piece.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import type { Piece, RowsPiece } from '../../../src/domain/project/piece.ts';
import { repairRecordSchema } from '../../../src/domain/project/repair-record.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { getJson, putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../../src/integrations/artifacts/step-results.ts';
import { readTemplate } from '../../../src/integrations/template/read.ts';
import { libraryPieces, libraryScenario } from '../../domain/fixtures/library.ts';

const context = { signal: new AbortController().signal, progress: () => {} };

/** Has the rows of one source mended by somebody who alters them. */
async function mended(subject: string, alter: (rows: RowsPiece) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-repair-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const repair = async ({ piece }: { piece: Piece }) => {
    const copy = structuredClone(piece);
    if (copy.schema === 'rows/1') alter(copy);
    return copy;
  };
  const parts = {
    artifacts,
    stepResults: fileStepResults(join(folder, 'artifacts'), artifacts),
    provider: { name: 'scripted', version: '1', repair },
    template: await readTemplate('template'),
    codeVersion: 'test',
  };
  // The steps read nothing else, and the provider is asked for a repair only.
  const deps = parts as unknown as Dependencies;
  const brief = await putJson(artifacts, briefSchema.parse({ company: 'Acme', industry: 'Libraries' }));
  const { rows, sql, changes } = libraryPieces();
  const { project } = await renderProjectStep(deps)({
    ...{ buildId: 'btest0000000', company: 'Acme', warehouse: 'snowflake', asOf: '2026-11-20', brief },
    scenario: await putJson(artifacts, libraryScenario()),
    pieces: await Promise.all([...rows, ...sql, ...changes].map((piece) => putJson(artifacts, piece))),
  });
  const errors = await putJson(artifacts, { schema: 'errors/1', errors: ['a test failed'] });
  const step = 'generate-rows';
  const outcome = await repairPiece(deps)({ step, subject, errors, brief, project, round: 1 }, context);
  return { ...outcome, record: await getJson(artifacts, repairRecordSchema, outcome.record) };
}

test('a repair of rows that leaves the rows of others without what they refer to is refused', async () => {
  const { outcome, record } = await mended('desk.members', ({ day_one: [first] }) => void first?.splice(0, 1, 97));
  expect(outcome).toBe('refused');
  expect(record.why).toMatch(/desk\.loans .*refers to desk\.members 1 on day one/);
});

test('one that the others can live with stands', async () => {
  const { outcome } = await mended('desk.members', ({ day_one: [first] }) => void first?.splice(1, 1, 'Ida Holm'));
  expect(outcome).toBe('repaired');
});
