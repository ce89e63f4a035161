import { expect, test } from 'vitest';
import { StepError, toApplicationFailure } from '../../src/activities/step-error.ts';
import { longestWait, ModelError } from '../../src/integrations/ai/model-error.ts';
import { AnswerError } from '../../src/integrations/ai/prompted/answer-error.ts';
import { DbtCloudError } from '../../src/integrations/platform/dbt-cloud/dbt-cloud-error.ts';
import { GitHubError } from '../../src/integrations/repository/github/github-error.ts';

test('a vendor that asks to wait is asked again no sooner, and no later than anybody waits', () => {
  const limited = (retryAfterMs: number) =>
    toApplicationFailure(new ModelError('ai-rate-limited', 'Too fast.', { retryAfterMs }));
  expect(limited(7_000)).toMatchObject({ type: 'ai-rate-limited', nonRetryable: false, nextRetryDelay: 7_000 });
  expect(limited(3_600_000).nextRetryDelay).toBe(longestWait);
});

test('GitHub and dbt Cloud are asked again no sooner than they ask for, too', () => {
  const limited = new GitHubError('github-rate-limited', 'Used up.', { retryAfterMs: 1_800_000 });
  expect(toApplicationFailure(limited)).toMatchObject({ nonRetryable: false, nextRetryDelay: 1_800_000 });
  const slowed = new DbtCloudError('dbt-cloud-rate-limited', 'Too fast.', { retryAfterMs: 90_000 });
  expect(toApplicationFailure(slowed)).toMatchObject({ nonRetryable: false, nextRetryDelay: 90_000 });
});

test('a failure that names no wait leaves it to the step, and one that no try can mend is not tried again', () => {
  expect(toApplicationFailure(new ModelError('ai-overloaded', 'Busy.')).nextRetryDelay).toBeFalsy();
  expect(toApplicationFailure(new ModelError('ai-key-refused', 'No.')).nonRetryable).toBe(true);
  expect(toApplicationFailure(new StepError('x-y', 'No.', { mend: 'Mend it.' })).nextRetryDelay).toBeFalsy();
});

test('an answer that does not hold together is asked for by one more attempt, and by no third', () => {
  const unsound = new AnswerError('write-sql', [{ path: 'sql', message: 'It reads nothing.' }]);
  expect([1, 2, 3].map((attempt) => toApplicationFailure(unsound, attempt).nonRetryable)).toEqual([false, true, true]);
});

test('an error of others says nothing of its words', () => {
  const failure = toApplicationFailure(new Error('sk-ant-secret'));
  expect(failure).toMatchObject({ type: 'unexpected', nonRetryable: false });
  expect(JSON.stringify(failure)).not.toContain('sk-ant-secret');
});

test('where a failure is mended goes with it to the page', () => {
  const link = 'https://github.com/settings/tokens';
  const refused = new GitHubError('github-token-refused', 'No.', { link });
  expect(toApplicationFailure(refused).details).toEqual([refused.mend, link]);
  expect(toApplicationFailure(new StepError('x-y', 'No.', { mend: 'Mend it.' })).details).toEqual(['Mend it.']);
});

test('that nothing was called is said of a first attempt alone: one before may have made something', () => {
  const lost = new StepError('account-secret-lost', 'It is gone.', { mend: 'Enter it again.' });
  expect(toApplicationFailure(lost).details).toEqual(['Enter it again.', '', 'untouched']);
  expect(toApplicationFailure(lost, 2).details).toEqual(['Enter it again.']);
});
