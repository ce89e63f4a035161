import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Model } from '../../../../src/integrations/ai/model.ts';
import { ask } from '../../../../src/integrations/ai/prompted/ask.ts';
import type { Spent } from '../../../../src/integrations/ai/provider.ts';
import { usage } from './scripted-model.ts';

it('accounts for a call that was given up, under the model that was asked', async () => {
  const reason = new Error('not wanted any more');
  const model: Model = {
    provider: 'scripted',
    model: 'scripted-1',
    async complete(_, call) {
      call.givenUp?.(usage);
      throw reason;
    },
  };
  const said = { mend: () => '', simpler: () => '' };
  const schema = z.object({ name: z.string() });
  const question = {
    ...{ task: 'tables', context: '', prompt: 'Which?', schema, maxTokens: 100 },
    read: (value: z.infer<typeof schema>) => ({ ok: true as const, value }),
  };
  const account: Spent[] = [];
  const spent = async (one: Spent) => {
    account.push(one);
  };
  const context = { signal: new AbortController().signal, progress: () => {}, spent };
  await expect(ask({ model, system: '', ...said }, question, context)).rejects.toBe(reason);
  expect(account).toEqual([{ task: 'tables', model: 'scripted-1', usage }]);
});
