import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { proofAnswers } from '../../../src/activities/dbt/proof-answers.ts';
import { rawDataOf } from '../../../src/domain/project/render-project.ts';
import { createDbtRunner, type DbtRunner } from '../../../src/integrations/dbt/runner.ts';
import { libraryInput, libraryScenario } from '../../domain/fixtures/library.ts';
import { askQuestions } from '../../domain/fixtures/library-questions.ts';
import { dbtHome, dbtPython } from '../../setup/dbt.ts';

test('raw rows and reference seeds answer the questions before anything is rendered, and leave nothing behind', {
  timeout: 60_000,
}, async () => {
  const workFolder = await mkdtemp(join(tmpdir(), 'foundry-proofs-'));
  const dbt = createDbtRunner({
    python: dbtPython(),
    home: dbtHome,
    concurrency: 1,
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    await dbt.close();
    await rm(workFolder, { recursive: true, force: true });
  });
  const column = (name: string, type: 'string' | 'ratio' | 'date') => ({ name, type, description: 'As it says.' });
  const scenario = libraryScenario((input) => {
    askQuestions(input);
    input.reference_seeds = [
      {
        ...{ name: 'ref_branches', description: 'Branches.', grain: ['branch'] },
        columns: [
          column('branch', 'string'),
          column('share', 'ratio'),
          column('opened', 'date'),
          column('says', 'string'),
        ],
        rows: [
          ['north', 0.25, '1999-01-01', 'It is "old", they say'],
          ['south', 0.75, '2001-05-05', null],
        ],
      },
    ];
    const [question] = input.business_questions ?? [];
    if (!question) throw new Error('no question');
    const ask = (id: string, proof: string) => ({ ...question, id, proof });
    input.business_questions?.push(
      ask('branches', 'select branch, share, opened, says, {{ as_of() }} from ref_branches order by opened desc'),
      ask('names', "select name, returned_on from members join loans on member = members.id where name like 'Flo%'"),
      ask('not-run', 'select no_such_column from members'),
    );
  });
  const input = libraryInput({ scenario });
  const answers = await proofAnswers({ dbt, workFolder }, input, rawDataOf(input).dayOne);
  expect([...answers.keys()]).toEqual(['busy-branches', 'loans-by-branch', 'fees-of-students', 'branches', 'names']);
  expect(answers.get('branches')?.rows).toEqual([
    ['south', 0.75, '2001-05-05', null, '2026-11-20'],
    ['north', 0.25, '1999-01-01', 'It is "old", they say', '2026-11-20'],
  ]);
  expect(answers.get('names')?.rows).toEqual([["Flo O'Neil", null]]);
  expect(answers.get('fees-of-students')?.rows).toContainEqual([10, 9.5]);
  expect(await readdir(workFolder)).toEqual([]);
});

test('where no question is asked no DuckDB is either', async () => {
  // Nothing of it may be called.
  const dbt = {} as DbtRunner;
  expect(await proofAnswers({ dbt, workFolder: '/nowhere' }, libraryInput(), new Map())).toEqual(new Map());
});
