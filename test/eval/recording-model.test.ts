import { expect, it } from 'vitest';
import type { Asked } from '../../eval/asked.ts';
import { patientModel } from '../../eval/patient-model.ts';
import { recordingModel } from '../../eval/recording-model.ts';
import { replayingModel } from '../../eval/replaying-model.ts';
import type { Model } from '../../src/integrations/ai/model.ts';
import { ModelError } from '../../src/integrations/ai/model-error.ts';
import { scriptedModel } from '../integrations/ai/prompted/scripted-model.ts';
import { call, openDesk, question } from './questions.ts';

const boat = { name: 'Möwe', knots: 6 };
const ignore = () => {};

it('keeps what a vendor answers, so that it can be given again without a key', async () => {
  const desk = await openDesk();
  const { model, asked } = scriptedModel({ 'write-rows': [boat] });
  const told: Asked[] = [];
  const recording = recordingModel(model, desk, (one) => told.push(one));
  expect(await recording.complete(question(), call)).toMatchObject({ value: boat });
  expect(told[0]).toMatchObject({ outcome: 'answered', estimated: false, model: 'scripted-1-of-today' });

  const replay = replayingModel({ desk, told: ignore });
  expect(await replay.complete(question(), call)).toMatchObject({ value: boat, model: 'scripted-1-of-today' });

  // A run that goes on takes what is there, and asks what is not.
  const next = recordingModel(model, desk, ignore);
  await next.complete(question(), call);
  expect(asked).toHaveLength(1);
  await next.complete(question({ prompt: 'Write a fast boat.' }), call);
  expect(asked).toHaveLength(2);
});

it('keeps an answer in another form as one that gets sent back', async () => {
  const desk = await openDesk();
  const { model } = scriptedModel({ 'write-rows': [{ name: 'Möwe' }] });
  const unfit = expect.objectContaining({ code: 'ai-unfit' });
  await expect(recordingModel(model, desk, ignore).complete(question(), call)).rejects.toEqual(unfit);
  await expect(replayingModel({ desk, told: ignore }).complete(question(), call)).rejects.toEqual(unfit);
});

it('asks again when a vendor says that it may work later, and not when it will not', async () => {
  let calls = 0;
  const failing = (code: 'ai-overloaded' | 'ai-key-refused'): Model => ({
    provider: 'scripted',
    model: 'scripted-1',
    async complete(request) {
      calls += 1;
      if (calls === 1) throw new ModelError(code, 'Not now.', { retryAfterMs: 1 });
      return { value: request.schema.parse(boat), usage: { ...noTokens }, model: 'scripted-1' };
    },
  });
  expect(await patientModel(failing('ai-overloaded')).complete(question(), call)).toMatchObject({ value: boat });
  expect(calls).toBe(2);
  calls = 0;
  await expect(patientModel(failing('ai-key-refused')).complete(question(), call)).rejects.toThrow('Not now.');
  expect(calls).toBe(1);
});

const noTokens = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
