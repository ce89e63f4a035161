import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { asStep } from '../../src/activities/as-step.ts';
import { withLedger } from '../../src/activities/model-ledger.ts';
import type { ProviderContext } from '../../src/integrations/ai/provider.ts';
import type { Records } from '../../src/integrations/records/records.ts';
import { createLogger } from '../../src/log.ts';
import { sqliteRecords } from '../integrations/records/databases.ts';

const logger = createLogger({ level: 'silent', pretty: false }, 'test');
const usage = { inputTokens: 6_000, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 1_000 };

/** Runs a step that asks a model, as the first or a later attempt of one activity. */
async function run(records: Records, step: (context: ProviderContext) => Promise<void>, attempt = 1): Promise<unknown> {
  const settings = { records, tokenBudget: 10_000, buildOf: (id: string) => id.replace('demo-', '') };
  const activity = asStep(
    logger,
    'write',
    withLedger(settings, (_: undefined, context) => step(context)),
  );
  const workflowExecution = { workflowId: 'demo-b7', runId: 'r1' };
  const environment = new MockActivityEnvironment({ attempt, workflowExecution, activityType: 'generatePiece' });
  return environment.run(activity, undefined);
}

test('every call is kept with its build and price, also those of an attempt that failed', async () => {
  const records = await sqliteRecords();
  const fails = run(records, async ({ spent }) => {
    await spent?.({ task: 'write-rows', subject: 'shop.orders', model: 'claude-opus-5-5', usage });
    throw new Error('the answer was cut off');
  });
  await expect(fails).rejects.toThrow();
  await run(
    records,
    async ({ mayAsk, spent }) => {
      await mayAsk?.();
      await spent?.({ task: 'write-rows', subject: 'shop.orders', model: 'a-model-of-our-own', usage });
    },
    2,
  );

  const calls = await records.listModelCalls('b7');
  expect(calls.map(({ step, task, subject, model, price }) => ({ step, task, subject, model, price }))).toEqual([
    {
      step: 'generatePiece',
      task: 'write-rows',
      subject: 'shop.orders',
      model: 'claude-opus-5-5',
      price: { amount: expect.closeTo(0.044), currency: 'USD' },
    },
    {
      step: 'generatePiece',
      task: 'write-rows',
      subject: 'shop.orders',
      model: 'a-model-of-our-own',
      price: undefined,
    },
  ]);
});

test('no call is begun once the budget is used up, and the failure says what to do', async () => {
  const records = await sqliteRecords();
  for (const attempt of [1, 2]) {
    await run(records, async ({ spent }) => spent?.({ task: 'write-sql', model: 'any', usage }), attempt);
  }
  let asked = false;
  const refused = run(records, async ({ mayAsk }) => {
    await mayAsk?.();
    asked = true;
  });
  await expect(refused).rejects.toMatchObject({
    type: 'ai-budget-spent',
    nonRetryable: true,
    message: expect.stringContaining('14,000 tokens'),
  });
  expect(asked).toBe(false);
});
