import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { problemsIn, stages } from '../../../src/domain/answer/stage.ts';
import { ecommerce, shopBrief } from '../blueprint/ecommerce.ts';

const answers = answersOf(ecommerce.scenario);
const brief = shopBrief({ call_minutes: 60 });

describe('problems in an answer', () => {
  it.each(stages)('are none in a sound %s, whether or not later answers are there', (stage) => {
    const { understanding, design, story } = answers;
    const so_far = {
      understanding,
      ...(stage === 'understanding' ? {} : { design }),
      ...(stage === 'story' ? { story } : {}),
    };
    expect(problemsIn(stage, so_far, brief)).toEqual([]);
  });

  it('name a reference to a source that is not there, in the answer that makes it', () => {
    const [first, ...sources] = answers.understanding.sources;
    if (!first) throw new Error('no source');
    const columns = first.columns.map((column, index) =>
      index === 1 ? { ...column, references_source: 'shop.nothing', references_column: 'id' } : column,
    );
    const understanding = { ...answers.understanding, sources: [{ ...first, columns }, ...sources] };
    expect(problemsIn('understanding', { understanding }, brief)[0]?.message).toContain('shop.nothing');
  });

  it('name a metric of a column that its mart has not, and leave the story alone', () => {
    const [metric, ...metrics] = answers.design.metrics;
    if (!metric) throw new Error('no metric');
    const design = { ...answers.design, metrics: [{ ...metric, column: 'nowhere' }, ...metrics] };
    expect(problemsIn('design', { ...answers, design }, brief).map(({ path }) => path)).toEqual([
      'semantic_layer.metrics[0]',
    ]);
    expect(problemsIn('story', { ...answers, design }, brief)).toEqual([]);
  });

  it('name the test that an incident cannot fail, and not what would have been computed from it', () => {
    const [incident, ...incidents] = answers.story.incidents;
    if (!incident) throw new Error('no incident');
    const story = { ...answers.story, incidents: [{ ...incident, failing_tests: ['no_such_test'] }, ...incidents] };
    const problems = problemsIn('story', { ...answers, story }, brief);
    expect(problems.map(({ message }) => message)).toEqual([`${incident.title}: there is no test no_such_test.`]);
  });

  it('hold the semantic layer to the brief', () => {
    expect(problemsIn('design', answers, { ...brief, include_semantic_layer: false })).toHaveLength(1);
    const design = { ...answers.design, metrics: [], saved_queries: [] };
    expect(problemsIn('design', { understanding: answers.understanding, design }, brief)).toHaveLength(1);
  });
});
