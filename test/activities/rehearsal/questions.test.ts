import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBuild } from '../../../src/activities/rehearsal/first-build.ts';
import { rehearseMetrics } from '../../../src/activities/rehearsal/metrics.ts';
import { rehearseQuestions } from '../../../src/activities/rehearsal/questions.ts';
import { openCopy, type Rehearsal } from '../../../src/activities/rehearsal/rehearsed-project.ts';
import { projectName, schemaName } from '../../../src/domain/naming/names.ts';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import type { BusinessQuestion } from '../../../src/domain/scenario/business-question.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { libraryInput, libraryScenario } from '../../domain/fixtures/library.ts';
import { askQuestions } from '../../domain/fixtures/library-questions.ts';
import { type OpenBench, openBench } from '../rehearse-blueprint.ts';

let bench: OpenBench;
beforeAll(async () => {
  bench = await openBench();
  await bench.deps.dbt.version();
}, 60_000);
afterAll(() => bench.close());

test('every question is asked of the demo and of the raw tables, and one whose answers differ is red by its id', {
  timeout: 5 * 60_000,
}, async () => {
  const scenario = libraryScenario(askQuestions);
  expect(checkScenario(scenario).filter(({ path }) => path.startsWith('business_questions'))).toEqual([]);
  const rehearsal: Rehearsal = {
    deps: bench.deps,
    context: { signal: new AbortController().signal, progress: () => {} },
    folder: join(bench.folder, 'questions'),
    scenario,
    project: renderProject(libraryInput({ scenario }), bench.deps.template),
    profile: projectName('city_library'),
    productionSchema: schemaName('city_library', 'a1b2c3'),
    asOf: '2026-11-20',
  };
  const project = await openCopy(rehearsal, { name: 'production', title: 'Day one' });
  const built = await firstBuild(project, scenario);
  expect(built.filter(({ passed }) => !passed)).toEqual([]);
  const { saved } = await rehearseMetrics(rehearsal, project);
  const right = await rehearseQuestions(rehearsal, project, saved.answers);
  expect(right.checks.map(({ subject, passed, seen }) => [subject, passed, seen])).toEqual([
    ['busy-branches', true, expect.stringContaining('2 rows, the same: north · 5 · ')],
    ['loans-by-branch', true, '2 rows, the same: north · 5; south · 5'],
    ['fees-of-students', true, '10 rows, the same: 10 · 9.5; 9 · 8.5; 8 · 7.5; and 7 more rows'],
  ]);
  expect(right.answers[1]).toEqual({
    ...{ id: 'loans-by-branch', proven: true, rows: 2 },
    answer: {
      columns: ['member__branch', 'loans'],
      rows: [
        ['north', 5],
        ['south', 5],
      ],
    },
  });

  const [first, second, third] = scenario.business_questions as [BusinessQuestion, BusinessQuestion, BusinessQuestion];
  const wrong = [
    { ...first, proof: 'select branch from members where id = 1' },
    { ...second, proof: "select branch, case branch when 'north' then 4 else 5 end from members group by 1" },
    { ...third, proof: 'select member_id, fee from int_loans_with_books' },
    { ...third, id: 'not-run', answered_by: { ...third.answered_by, sql: 'select no_such from int_loans_with_books' } },
  ] as BusinessQuestion[];
  const red = await rehearseQuestions(
    { ...rehearsal, scenario: { ...scenario, business_questions: wrong } },
    project,
    saved.answers,
  );
  expect(red.checks.map(({ subject, passed, seen }) => [subject, passed, seen])).toEqual([
    ['busy-branches', false, expect.stringContaining('the demo gives 3 columns')],
    ['loans-by-branch', false, 'only in the demo: (north · 5); only in the raw tables: (north · 4)'],
    ['fees-of-students', false, expect.stringMatching(/^the raw tables gave no answer: .*int_loans_with_books/)],
    ['not-run', false, expect.stringMatching(/^the demo gave no answer: .*no_such/)],
  ]);
  expect(red.answers.map(({ id, proven }) => [id, proven])).toEqual([
    ['busy-branches', false],
    ['loans-by-branch', false],
    ['fees-of-students', false],
  ]);
});
