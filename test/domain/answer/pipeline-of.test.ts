import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { designAnswer } from '../../../src/domain/answer/design.ts';
import { draftOf } from '../../../src/domain/answer/scenario-of.ts';
import { problemsIn } from '../../../src/domain/answer/stage.ts';
import { writeSql } from '../../../src/domain/prompt/piece-prompts.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import { scenarioSchema } from '../../../src/domain/scenario/scenario.ts';
import { libraryScenario } from '../fixtures/library.ts';
import { pipelineScenario } from '../fixtures/pipeline.ts';

const scenario = scenarioSchema.parse({
  ...pipelineScenario(({ incidents = [] }) => {
    for (const { promise } of incidents) promise.skips.push('dim_date');
  }),
  run_plan: {
    kind: 'commands',
    commands: [{ verb: 'seed' }, { verb: 'build', exclude: ['numbers.*'] }, { verb: 'build', select: ['numbers.*'] }],
  },
  schedules: [{ id: 'daily', title: 'Every day', cron: '0 6 * * *', full_refresh: true }],
});
const answers = answersOf(scenario);

describe('answers', () => {
  it('bring a pipeline with all that it can have, in the form that is asked for', () => {
    expect(designAnswer.parse(answers.design)).toMatchObject({ run_plan: { kind: 'commands' } });
    const drafted = scenarioSchema.parse(draftOf(answers, ''));
    expect(checkScenario(drafted)).toEqual([]);
    const { marts, reference_seeds, snapshots, macros, analyses, run_plan, schedules } = scenario;
    expect(drafted).toMatchObject({ marts, reference_seeds, snapshots, macros, analyses, run_plan, schedules });
  });

  it('leave out of a scenario what they have none of', () => {
    const drafted = draftOf(answersOf(libraryScenario()), '');
    for (const key of ['reference_seeds', 'snapshots', 'macros', 'analyses', 'run_plan', 'schedules'])
      expect(drafted).not.toHaveProperty(key);
    expect(drafted.marts[0]).not.toHaveProperty('calendar');
    expect(drafted.marts[0]).not.toHaveProperty('schema');
  });

  it('are told what is wrong with a pipeline, so that it can be mended', () => {
    const [first, ...others] = answers.design.reference_seeds;
    if (!first) throw new Error('the pipeline has changed');
    const design = {
      ...answers.design,
      reference_seeds: [{ ...first, rows: [['north', 'half', '2020-01-01']] }, ...others],
    };
    const brief = { call_minutes: 30, include_semantic_layer: true };
    expect(problemsIn('design', { ...answers, design }, brief).map(({ message }) => message)).toEqual([
      'fee_rules: share is ratio and cannot be "half".',
    ]);
  });
});

it('shows who writes a model’s SQL what a seed holds, what a history keeps, and which macros there are', () => {
  const { contract = '' } = writeSql({ scenario, model: 'library_numbers' });
  expect(contract).toContain('fee_rules (the model fee_rules): a reference seed, one row for each branch.');
  expect(contract).toContain('row: ["north",0.25,"2020-01-01"]');
  expect(contract).toContain('dbt_valid_to (timestamp)');
  expect(contract).toContain("{{ shared_fee('fee', 'share') }}");
});
