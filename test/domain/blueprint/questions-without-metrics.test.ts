import { expect, test } from 'vitest';
import { withSemanticLayer } from '../../../src/domain/blueprint/put-back.ts';
import { withoutSemanticLayer } from '../../../src/domain/blueprint/take-out.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { askQuestions } from '../fixtures/library-questions.ts';

const whole = libraryScenario(askQuestions);
const without = withoutSemanticLayer(whole);

test('without metrics go the questions that they answer, and with them they come back in their place', () => {
  expect(without.business_questions?.map(({ id }) => id)).toEqual(['busy-branches', 'fees-of-students']);
  expect(checkScenario(without).filter(({ path }) => path.startsWith('business_questions'))).toEqual([]);
  expect(withSemanticLayer(without, whole).business_questions).toEqual(whole.business_questions);
});

test('where metrics answer every question none is left, and nothing that is empty stands in the scenario', () => {
  const measured = libraryScenario((input) => {
    askQuestions(input);
    input.business_questions =
      input.business_questions?.filter(({ answered_by: by }) => by.kind === 'saved_query') ?? [];
  });
  expect(withoutSemanticLayer(measured)).not.toHaveProperty('business_questions');
  expect(withSemanticLayer(withoutSemanticLayer(measured), measured).business_questions).toEqual(
    measured.business_questions,
  );
});
