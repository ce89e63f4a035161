import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../../src/domain/answer/answers-of.ts';
import type { Model } from '../../../../src/integrations/ai/model.ts';
import { AnswerError } from '../../../../src/integrations/ai/prompted/answer-error.ts';
import type { PromptBook } from '../../../../src/integrations/ai/prompted/prompt-book.ts';
import { createPromptedProvider } from '../../../../src/integrations/ai/prompted/provider.ts';
import type { ProviderContext, Spent } from '../../../../src/integrations/ai/provider.ts';
import { UnsoundDraft } from '../../../../src/integrations/ai/unsound-draft.ts';
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

  it('asks for something simpler when the second answer is unsound too', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [unsound, unsound, design],
      'tell-story': [story],
    });
    const { context, lines } = listening();
    const scenario = await createPromptedProvider(model, plainBook).draftScenario({ brief }, context);
    expect(asked.filter(({ task }) => task === 'design-models')).toHaveLength(3);
    expect(asked[3]).toMatchObject({ task: 'design-models', attempt: 'simpler' });
    expect(asked[3]?.prompt).toContain('simpler');
    expect(asked[3]?.prompt).toContain('nowhere');
    expect(lines).toContain('design-models: asking for something simpler');
    expect(scenario.semantic_layer).toEqual(ecommerce.scenario.semantic_layer);
  });

  it('gives the whole draft to a person when no answer is sound, with exactly what is wrong', async () => {
    const worse = { ...unsound, marts: design.marts.map((mart) => ({ ...mart, grain: ['nothing'] })) };
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [worse, unsound, worse],
      'tell-story': [story],
    });
    const drafting = createPromptedProvider(model, plainBook).draftScenario({ brief }, listening().context);
    const error = await drafting.catch((reason: unknown) => reason);
    if (!(error instanceof UnsoundDraft)) throw error;
    expect(error).toMatchObject({ code: 'draft-unsound', retryable: false });
    expect(error.problems.map(({ path }) => path)).toContain('semantic_layer.metrics[0]');
    // The try with the fewest faults, and a story for it.
    expect(error.draft.marts).toEqual(ecommerce.scenario.marts);
    expect(error.draft.demonstrations).toHaveLength(story.demonstrations.length);
    expect(asked.at(-1)?.task).toBe('tell-story');
  });

  it('gives up when no answer has the form that was asked for', async () => {
    const { model } = scriptedModel({ 'understand-customer': [{ title: 'no sources' }] });
    const drafting = createPromptedProvider(model, plainBook).draftScenario({ brief }, listening().context);
    const error = await drafting.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AnswerError);
    expect(error).toMatchObject({ code: 'answer-unsound' });
    expect(String(error)).toContain('currency');
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

  it('holds a section that is drafted anew against all that stays', async () => {
    const previous = ecommerce.scenario;
    const [first, ...others] = understanding.sources;
    if (!first) throw new Error('no source');
    const renamed = { ...understanding, sources: [{ ...first, table: `${first.table}_new` }, ...others] };
    const { model, asked } = scriptedModel({ 'understand-customer': [renamed, understanding] });
    const scenario = await createPromptedProvider(model, plainBook).draftScenario(
      { brief, previous, instructions: { text: 'Call it otherwise', section: 'sources' } },
      listening().context,
    );
    expect(asked.map(({ task }) => task)).toEqual(['understand-customer', 'understand-customer']);
    expect(asked[1]?.prompt).toMatch(/intermediate|marts/);
    // A section that was drafted anew says where it comes from.
    const { trace, notes, ...rest } = scenario;
    expect(trace?.every(({ kind }) => kind === 'source')).toBe(true);
    expect({ ...rest, notes: previous.notes }).toEqual(previous);
  });

  it('leaves locked sections byte for byte when all else is drafted anew, and does not ask where all is locked', async () => {
    const previous = ecommerce.scenario;
    const other = {
      ...story,
      demonstrations: story.demonstrations.map((one) => ({ ...one, title: 'Something else' })),
      talk_track: { ...story.talk_track, advanced: ['Something else'] },
    };
    const { model, asked } = scriptedModel({
      'understand-customer': [{ ...understanding, title: 'Another title' }],
      'tell-story': [other],
    });
    const scenario = await createPromptedProvider(model, plainBook).draftScenario(
      {
        ...{ brief, previous, instructions: { text: 'Another story' } },
        locked: ['sources', 'models', 'semantic_layer', 'talk_track'],
      },
      listening().context,
    );
    expect(asked.map(({ task }) => task)).toEqual(['understand-customer', 'tell-story']);
    expect(scenario.title).toBe('Another title');
    expect(scenario.demonstrations[0]?.title).toBe('Something else');
    for (const key of ['sources', 'intermediate', 'marts', 'semantic_layer', 'talk_track'] as const)
      expect(JSON.stringify(scenario[key])).toBe(JSON.stringify(previous[key]));
  });

  it('remembers what the customer wishes, for a story that is told anew', async () => {
    const wishes = [{ wish: 'Refunds by week', passage: 'Refunds come late' }];
    const notes = shopBrief({ call_minutes: 60, discovery_notes: 'Refunds come  late, says Ada.' });
    const { model, asked } = scriptedModel({
      'understand-customer': [{ ...understanding, wishes }],
      'design-models': [design],
      'tell-story': [story],
    });
    const told = { ...plainBook, story: withWishes };
    const provider = createPromptedProvider(model, told);
    const previous = await provider.draftScenario({ brief: notes }, listening().context);
    expect(previous.wishes).toEqual(wishes);
    const again = await provider.draftScenario(
      { brief: notes, previous, instructions: { text: 'Shorter', section: 'talk_track' } },
      listening().context,
    );
    expect(asked.at(-1)?.prompt).toBe('Refunds by week');
    expect(again.wishes).toEqual(wishes);
  });

  it('asks again only what failed when the step is tried once more', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [design],
      'tell-story': [{ nothing: true }, { nothing: true }, { nothing: true }, story],
    });
    const context = { ...listening().context, remember: remembering() };
    const provider = createPromptedProvider(model, plainBook);
    await expect(provider.draftScenario({ brief }, context)).rejects.toThrow(AnswerError);
    await provider.draftScenario({ brief }, context);
    expect(asked.map(({ task }) => task)).toEqual([
      ...['understand-customer', 'design-models', 'tell-story', 'tell-story', 'tell-story'],
      'tell-story',
    ]);
  });
});

describe('long notes', () => {
  const line = (number: number) => `Ticket ${number}: the courier delivered parcel ${number} twice, and nobody saw it.`;
  const long = Array.from({ length: 1_600 }, (_, index) => line(index)).join('\n\n');
  const notes = shopBrief({ call_minutes: 60, discovery_notes: long });

  it('are condensed part by part first, and passages still cite the original words', async () => {
    const condensing: number[] = [];
    const { model, asked } = scriptedModel({
      'condense-notes': [{ summary: 'Parcels come twice.', passages: [{ about: 'pain', passage: `“${line(700)}”` }] }],
      'understand-customer': [{ ...understanding, wishes: [{ wish: 'No parcel twice', passage: line(1_590) }] }],
      'design-models': [design],
      'tell-story': [story],
    });
    const anywhere = { ...model, complete: answerWithPassageOf(model, condensing) };
    const { context, lines } = listening();
    const scenario = await createPromptedProvider(anywhere, plainBook).draftScenario({ brief: notes }, context);
    const parts = asked.filter(({ task }) => task === 'condense-notes');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ subject }) => subject)).toContain(`part 2 of ${parts.length}`);
    const first = asked.find(({ task }) => task === 'understand-customer');
    expect(first?.prompt.length).toBeLessThan(20_000);
    expect(first?.prompt).toContain(`Part 2 of ${parts.length}, in short: Parcels come twice.`);
    expect(scenario.condensed?.from).toBe(long.length);
    expect(scenario.condensed?.to).toBeLessThan(10_000);
    expect(scenario.wishes).toEqual([{ wish: 'No parcel twice', passage: line(1_590) }]);
    expect(lines.some((said) => said.startsWith(`condensing ${long.length.toLocaleString('en')} characters`))).toBe(
      true,
    );
  });

  it('are sent whole when they are short enough', async () => {
    const { model, asked } = scriptedModel({
      'understand-customer': [understanding],
      'design-models': [design],
      'tell-story': [story],
    });
    const scenario = await createPromptedProvider(model, plainBook).draftScenario({ brief }, listening().context);
    expect(asked).toHaveLength(3);
    expect(scenario.condensed).toBeUndefined();
  });
});

/** Condenses each part to its own first line, as a model would: word for word. */
function answerWithPassageOf(model: Model, parts: number[]): Model['complete'] {
  return async (request, call) => {
    const answer = await model.complete(request, call);
    if (request.task !== 'condense-notes') return answer;
    const { text, part }: { text: string; part: number } = JSON.parse(request.prompt);
    parts.push(part);
    const passage = text.split('\n')[0] ?? '';
    const value = request.schema.parse({ summary: 'Parcels come twice.', passages: [{ about: 'pain', passage }] });
    return { ...answer, value };
  };
}

const withWishes: PromptBook['story'] = ({ understanding: { wishes } }) => ({
  context: '',
  prompt: wishes.map(({ wish }) => wish).join(),
});

/** What was made of which inputs, as a step keeps it. */
function remembering(): NonNullable<ProviderContext['remember']> {
  const made = new Map<string, unknown>();
  return async ({ name, inputs, schema, make, keep }) => {
    const key = JSON.stringify([name, inputs]);
    if (made.has(key)) return schema.parse(made.get(key));
    const value = await make();
    if (keep?.(value) ?? true) made.set(key, value);
    return value;
  };
}
