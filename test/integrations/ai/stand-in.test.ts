import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { expect, it } from 'vitest';
import { answering } from '../../setup/ai-vendors/stand-in.ts';
import { keys, tables, text, value, vendorsForTest } from './asking.ts';

const claude = (baseURL: string) => new Anthropic({ apiKey: keys.anthropic, baseURL, maxRetries: 0, logLevel: 'off' });
const gpt = (baseURL: string) => new OpenAI({ apiKey: keys.openai, baseURL, maxRetries: 0, logLevel: 'off' });

const toClaude = {
  model: 'claude',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Tables?' }] }],
  output_config: { format: zodOutputFormat(tables) },
};
const toGpt = {
  model: 'gpt',
  instructions: '',
  max_output_tokens: 100,
  input: [{ role: 'user' as const, content: [{ type: 'input_text' as const, text: 'Tables?' }] }],
  text: { format: zodTextFormat(tables, 'tables') },
};

it('answers both clients’ plain calls as the vendors do', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  const message = await claude(vendors.anthropicUrl).messages.parse(toClaude);
  expect(message).toMatchObject({ stop_reason: 'end_turn', parsed_output: value });
  const response = await gpt(vendors.openaiUrl).responses.parse(toGpt);
  expect(response).toMatchObject({ status: 'completed', output_parsed: value });
});

it('answers both clients’ own streams as the vendors do', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  const message = await claude(vendors.anthropicUrl).messages.stream(toClaude).finalMessage();
  expect(message).toMatchObject({ stop_reason: 'end_turn', parsed_output: value });
  const response = await gpt(vendors.openaiUrl).responses.stream(toGpt).finalResponse();
  expect(response).toMatchObject({ status: 'completed', output_parsed: value });
});

it('fails plain calls too', async () => {
  const vendors = await vendorsForTest();
  vendors.next({ does: 'fail', status: 529 }, { does: 'fail', status: 429 });
  await expect(claude(vendors.anthropicUrl).messages.create(toClaude)).rejects.toThrow(Anthropic.APIError);
  await expect(gpt(vendors.openaiUrl).responses.create(toGpt)).rejects.toThrow(OpenAI.RateLimitError);
  vendors.next({ does: 'break', text }, { does: 'refuse' }, { does: 'reach-limit', text });
  await expect(claude(vendors.anthropicUrl).messages.create(toClaude)).rejects.toThrow();
  expect(await claude(vendors.anthropicUrl).messages.create(toClaude)).toMatchObject({ stop_reason: 'refusal' });
  expect(await gpt(vendors.openaiUrl).responses.create(toGpt)).toMatchObject({ status: 'incomplete' });
});

it('refuses what the vendors would not take', async () => {
  const vendors = await vendorsForTest(answering(() => value));
  const empty = { ...toClaude, messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: '' }] }] };
  await expect(claude(vendors.anthropicUrl).messages.create(empty)).rejects.toMatchObject({ status: 400 });
});
