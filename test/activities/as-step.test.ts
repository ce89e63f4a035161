import { ApplicationFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { type Level, pino } from 'pino';
import { expect, test } from 'vitest';
import { asStep } from '../../src/activities/as-step.ts';
import { StepError } from '../../src/activities/step-error.ts';
import { BuiltinProviderError } from '../../src/integrations/ai/builtin/builtin-provider-error.ts';
import { RunnerLost } from '../../src/integrations/dbt/errors.ts';

/** Runs a step that throws `thrown`: what Temporal is told, and what stands in the log. */
async function failing(thrown: unknown, level: Level = 'debug') {
  const lines: string[] = [];
  const logger = pino({ level }, { write: (line) => void lines.push(line) });
  const step = asStep(logger, 'draft', async () => {
    throw thrown;
  });
  const failure: unknown = await new MockActivityEnvironment().run(step, undefined).catch((error: unknown) => error);
  if (!(failure instanceof ApplicationFailure)) throw new Error('the step did not fail');
  return { failure, lines };
}

class VendorError extends Error {
  readonly code = 'invalid_api_key';
  readonly retryable = false;
}

test('an error of another library is told in our words, whatever code it carries', async () => {
  const { failure, lines } = await failing(new VendorError('Incorrect API key provided: sk-proj-12*****89'));
  expect(failure).toMatchObject({ type: 'unexpected', nonRetryable: false });
  expect(failure.message).toBe('The step failed in a way that was not foreseen.');
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure.message, failure.details, failure.stack])).not.toContain('sk-proj');
  expect(lines.filter((line) => line.includes('sk-proj')).map((line) => JSON.parse(line).level)).toEqual([20]);
  expect(lines.some((line) => line.includes('"error":"VendorError"'))).toBe(true);
});

test('what is thrown and no error is told in our words too', async () => {
  const { failure } = await failing('sk-proj-12');
  expect(failure).toMatchObject({ type: 'unexpected', message: 'The step failed in a way that was not foreseen.' });
});

test('an error of ours is told by its code, sentence and advice, without its cause', async () => {
  const { failure } = await failing(new RunnerLost(new VendorError('Incorrect API key provided: sk-proj-12*****89')));
  expect(failure).toMatchObject({ type: 'dbt-runner-lost', nonRetryable: false });
  expect(failure.details).toEqual(['Try again; if it happens again, the machine may be short of memory.']);
  expect(failure.cause).toBeUndefined();
});

test('what a blueprint does not hold is not looked for again', async () => {
  const { failure } = await failing(new BuiltinProviderError('not-in-blueprint', 'The blueprint has nothing for x.'));
  expect(failure).toMatchObject({ type: 'not-in-blueprint', nonRetryable: true });
  expect(failure.details?.[0]).toMatch(/Go back to the scenario/);
});

test('above debug the log has the code and not the sentence, which may quote the customer', async () => {
  const unsound = new StepError('scenario-unsound', 'The scenario of Brambleway does not hold together.', {
    mend: '-',
  });
  const { lines } = await failing(unsound, 'info');
  expect(lines.join('')).not.toContain('Brambleway');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ code: 'scenario-unsound', error: 'StepError' }]);
});
