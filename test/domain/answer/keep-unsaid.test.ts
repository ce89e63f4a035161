import { expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { keepUnsaid } from '../../../src/domain/answer/keep-unsaid.ts';
import { draftOf } from '../../../src/domain/answer/scenario-of.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { pipelineScenario } from '../fixtures/pipeline.ts';

const question = {
  ...{ id: 'busy', heading: 'Branches', question: 'Which branch is busy?' },
  answered_by: { kind: 'model', name: 'fct_loans_by_day', sql: 'select branch from fct_loans_by_day' },
  proof: 'select branch from members',
};
const previous = scenarioSchema.parse({ ...pipelineScenario(), data_volume: 'fuller', business_questions: [question] });
const drafted = draftOf(answersOf(previous), '');

it('keeps what no answer can say when a draft is made anew', () => {
  const { data_volume, business_questions } = keepUnsaid(drafted, previous);
  expect({ data_volume, business_questions }).toEqual({
    data_volume: 'fuller',
    business_questions: previous.business_questions,
  });
});

it('leaves out, and says so, what the new models no longer answer', () => {
  const marts = drafted.marts.filter(({ name }) => name !== 'fct_loans_by_day');
  const kept = keepUnsaid({ ...drafted, marts }, previous);
  expect(kept).not.toHaveProperty('business_questions');
  expect(kept.notes[0]).toMatchObject({ kind: 'not_met', text: expect.stringContaining('the business questions') });
});
