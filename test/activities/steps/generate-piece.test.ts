import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PieceInput } from '../../../src/activities/contract.ts';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { generatePiece } from '../../../src/activities/steps/generate-piece.ts';
import { renderProjectStep } from '../../../src/activities/steps/render-project.ts';
import { briefSchema } from '../../../src/domain/brief/brief.ts';
import type { Pieces } from '../../../src/domain/project/piece.ts';
import { fileArtifactStore } from '../../../src/integrations/artifacts/file-store.ts';
import { putJson } from '../../../src/integrations/artifacts/json.ts';
import { fileStepResults } from '../../../src/integrations/artifacts/step-results.ts';
import { readTemplate } from '../../../src/integrations/template/read.ts';
import { libraryPieces, libraryScenario } from '../../domain/fixtures/library.ts';

const key = 'a'.repeat(64);
const context = { signal: new AbortController().signal, progress: () => {} };

/** The steps on a real store, with a provider that answers with these pieces. */
async function stepsWith(pieces: Pieces) {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-piece-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const artifacts = fileArtifactStore(join(folder, 'artifacts'));
  const stepResults = fileStepResults(join(folder, 'artifacts'), artifacts);
  const provider = {
    generateRows: async ({ source }: { source: string }) => pieces.rows.find((piece) => piece.source === source),
    generateSql: async ({ model }: { model: string }) => pieces.sql.find((piece) => piece.model === model),
    generateChange: async ({ change }: { change: string }) => pieces.changes.find((piece) => piece.change === change),
  };
  const template = await readTemplate('template');
  const parts = { artifacts, stepResults, provider, template, codeVersion: 'test' };
  // The steps read nothing else, and the provider is asked for pieces only.
  const deps = parts as unknown as Dependencies;
  const brief = await putJson(artifacts, briefSchema.parse({ company: 'Acme', industry: 'Libraries' }));
  const scenario = await putJson(artifacts, libraryScenario());
  return {
    generate: (piece: Pick<PieceInput, 'step' | 'subject'>) =>
      generatePiece(deps)({ brief, scenario, asOf: '2026-11-20', key, ...piece }, context),
    render: async () => {
      const all = [...pieces.rows, ...pieces.sql, ...pieces.changes];
      const digests = await Promise.all(all.map((piece) => putJson(artifacts, piece)));
      const build = { buildId: 'btest0000000', company: 'Acme', warehouse: 'snowflake', asOf: '2026-11-20' } as const;
      return renderProjectStep(deps)({ ...build, brief, scenario, pieces: digests });
    },
    kept: () => stepResults.find(key),
  };
}

test('a piece that fits the scenario is kept', async () => {
  const { generate, kept } = await stepsWith(libraryPieces());
  const { piece } = await generate({ step: 'generate-sql', subject: 'int_loans_with_books' });
  expect(await kept()).toBe(piece);
});

test.each([
  ['SQL that lacks a column', 'generate-sql', 'int_loans_with_books', /final does not give the column fee/],
  ['rows that do not fit their table', 'generate-rows', 'desk.loans', /a row has 6 cells, and the table 7 columns/],
  ['the SQL of a change that reads nothing', 'generate-change', 'join-every-copy', /never reads its input/],
] as const)('%s is not kept, and the step says what does not fit', async (_, step, subject, message) => {
  const pieces = structuredClone(libraryPieces());
  for (const piece of pieces.sql) piece.sql = piece.sql.replaceAll('fee', 'charge');
  for (const piece of pieces.rows) piece.day_one[0]?.pop();
  for (const { models } of pieces.changes) for (const piece of models) piece.sql = 'final as (select 1 as loan_id)';
  const { generate, kept } = await stepsWith(pieces);
  await expect(generate({ step, subject })).rejects.toMatchObject({
    code: 'pieces-unsound',
    message: expect.stringMatching(message),
    retryable: false,
  });
  expect(await kept()).toBeUndefined();
});

test('pieces that each fit and do not join are not rendered', async () => {
  const pieces = structuredClone(libraryPieces());
  for (const piece of pieces.rows) if (piece.source === 'desk.loans') piece.day_one[0]?.splice(1, 1, 99);
  const { generate, render } = await stepsWith(pieces);
  expect((await generate({ step: 'generate-rows', subject: 'desk.loans' })).reused).toBe(false);
  await expect(render()).rejects.toMatchObject({
    code: 'pieces-unsound',
    message: expect.stringMatching(/refers to desk\.members 99 on day one/),
  });
});

test('pieces that fit and join are rendered', async () => {
  const { render } = await stepsWith(libraryPieces());
  expect((await render()).project).toMatch(/^[0-9a-f]{64}$/);
});
