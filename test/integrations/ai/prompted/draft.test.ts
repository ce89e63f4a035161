import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../../src/domain/answer/answers-of.ts';
import { AnswerError } from '../../../../src/integrations/ai/prompted/answer-error.ts';
import { createPromptedProvider } from '../../../../src/integrations/ai/prompted/provider.ts';
import type { Spent } from '../../../../src/integrations/ai/provider.ts';
import { ecommerce, shopBrief } from '../../../domain/blueprint/ecommerce.ts';
import { plainBook, scriptedModel } from './scripted-model.ts';

const { understanding, design, story } = answersOf(ecommerce.scenario);
const brief = shopBrief({ call_minutes: 60 });
const [metric, ...metrics] = design.metrics;
if (!metric) throw new Error('no metric');
const unsound = { ...design, metrics: [{ ...metric, column: 'nowhere' }, ...metrics] };

function listening() {
  const calls: Spent[] = [];
  const lines: string[] = [];
  const context = {
    signal: new AbortController().signal,
    progress: (line: string) => void lines.push(line),
    spent: (call: Spent) => void calls.push(call),
  };
  return { calls, lines, context };
}

describe('a draft by a model', () => {
  it('takes three questions, each knowing what was answered before', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [design],
      'tell-story': [story],
    });
    const { context, calls } = listening();
    const scenario = await createPromptedProvider(model, plainBook).draftScenario({ brief }, context);
    expect(asked.map(({ task }) => task)).toEqual(['understand-customer', 'design-models', 'tell-story']);
    expect(asked[2]?.prompt).toContain('fct_orders');
    expect(scenario.marts).toEqual(ecommerce.scenario.marts);
    expect(calls.map(({ task, usage }) => [task, usage.outputTokens])).toEqual([
      ['understand-customer', 20],
      ['design-models', 20],
      ['tell-story', 20],
    ]);
  });

  it('sends an unsound answer back once, with exactly what is wrong, before it goes on', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [unsound, design],
      'tell-story': [story],
    });
    const { context, lines } = listening();
    const scenario = await createPromptedProvider(model, plainBook).draftScenario({ brief }, context);
    expect(asked.map(({ task }) => task)).toEqual([
      'understand-customer',
      'design-models',
      'design-models',
      'tell-story',
    ]);
    expect(asked[2]?.prompt).toContain('semantic_layer.metrics[0]');
    expect(asked[2]?.prompt).toContain('nowhere');
    expect(lines).toContain('design-models: mending one problem');
    expect(scenario.semantic_layer).toEqual(ecommerce.scenario.semantic_layer);
  });

  it('sends back an answer of another form in the same way, and counts what it cost', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [{ title: 'no sources' }, understanding],
      'design-models': [design],
      'tell-story': [story],
    });
    const { context, calls } = listening();
    await createPromptedProvider(model, plainBook).draftScenario({ brief }, context);
    expect(asked[1]?.prompt).toContain('sources');
    expect(asked[1]?.prompt).toContain('no sources');
    expect(calls.filter(({ task }) => task === 'understand-customer')).toHaveLength(2);
  });

  it('gives up after the second unsound answer and says what is wrong', async () => {
    const { model } = scriptedModel({ 'understand-customer': [understanding], 'design-models': [unsound] });
    const drafting = createPromptedProvider(model, plainBook).draftScenario({ brief }, listening().context);
    const error = await drafting.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error).toMatchObject({ code: 'answer-unsound', retryable: true });
    expect(String(error)).toContain('nowhere');
  });

  it('redoes one section by one question, and leaves the rest byte for byte', async () => {
    const previous = ecommerce.scenario;
    const shorter = {
      ...story,
      talk_track: { ...story.talk_track, advanced: ['Ask for a query in their own words.'] },
    };
    const [first, ...others] = shorter.demonstrations;
    if (!first) throw new Error('no demonstration');
    const { model, asked } = scriptedModel({
      'tell-story': [{ ...shorter, demonstrations: [{ ...first, title: 'Something else' }, ...others] }],
    });
    const scenario = await createPromptedProvider(model, plainBook).draftScenario(
      { brief, previous, instructions: { text: 'Less at the end', section: 'talk_track' } },
      listening().context,
    );
    expect(asked.map(({ task }) => task)).toEqual(['tell-story']);
    expect(asked[0]?.prompt).toContain('Less at the end');
    expect(scenario.talk_track.advanced).toEqual(['Ask for a query in their own words.']);
    expect({ ...scenario, talk_track: previous.talk_track }).toEqual(previous);
  });
});
