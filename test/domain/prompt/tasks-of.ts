import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { projectOf } from '../../../src/domain/answer/scenario-of.ts';
import { type Brief, briefSchema } from '../../../src/domain/brief/brief.ts';
import type { Pieces } from '../../../src/domain/project/piece.ts';
import { mendAnswer, regenerate, simplerScenario } from '../../../src/domain/prompt/mending-prompts.ts';
import { repairRows, repairSql, writeChange, writeRows, writeSql } from '../../../src/domain/prompt/piece-prompts.ts';
import type { Blanks } from '../../../src/domain/prompt/render-prompt.ts';
import {
  condenseNotes,
  designModels,
  tellStory,
  theBrief,
  understandCustomer,
} from '../../../src/domain/prompt/scenario-prompts.ts';
import type { PromptTask } from '../../../src/domain/prompt/tasks.ts';
import type { Scenario } from '../../../src/domain/scenario/scenario.ts';

/** What prompts are made from: every kind of text that a customer, a person or a model may have written. */
export interface Material {
  readonly brief: Brief;
  readonly scenario: Scenario;
  readonly pieces: Pieces;
  readonly instructions: string;
  readonly problem: string;
}

export function material(scenario: Scenario, pieces: Pieces): Material {
  return {
    brief: briefSchema.parse({
      company: 'Petal & Pine',
      industry: 'Retail',
      discovery_notes: 'We count churn three ways: NRR is 104, 108 or 111. 40,000 orders a month.',
      pain_points: ['Numbers differ'],
      attendees: ['Two analysts'],
      must_show: ['CI'],
      must_not_mention: ['the lawsuit'],
    }),
    scenario: {
      ...scenario,
      disagreements: [{ about: 'NRR', versions: ['Sales: 111', 'Finance: 104'], settled_by: 'Finance, by month' }],
    },
    pieces,
    instructions: 'Call customers guests.',
    problem: 'There is no test each_order.',
  };
}

/** The blanks of every task, from the same material. */
export function blanksOfAll({ brief, scenario, pieces, instructions, problem }: Material): Record<PromptTask, Blanks> {
  const answers = answersOf(scenario);
  const understanding = { ...answers.understanding, wishes: [{ wish: problem, passage: '' }] };
  const source = scenario.incidents[0]?.source ?? '';
  const [change] = scenario.changes;
  const [piece] = pieces.sql;
  const [rows] = pieces.rows;
  if (!change || !piece || !rows) throw new Error('the scenario has no change, no SQL or no rows');
  const problems = [{ path: 'marts[0]', message: problem }];
  return {
    brief: theBrief({ brief }),
    'condense-notes': condenseNotes({ text: brief.discovery_notes, part: 1, parts: 2 }),
    'understand-customer': understandCustomer(),
    'design-models': designModels({ brief, understanding }),
    'tell-story': tellStory({
      brief,
      project: projectOf(understanding, answers.design),
      wishes: understanding.wishes,
    }),
    'write-rows': writeRows({
      scenario,
      source,
      brief,
      notes: brief.discovery_notes,
      asOf: '2026-06-30',
      written: pieces.rows,
    }),
    'write-sql': writeSql({ scenario, model: piece.model }),
    'write-change': writeChange({ scenario, change: change.id, current: pieces.sql }),
    'mend-answer': mendAnswer({ prompt: 'Task', answer: JSON.stringify(answers.story), problems }),
    'simpler-scenario': simplerScenario({ prompt: 'Task', problems }),
    regenerate: regenerate({ prompt: 'Task', previous: answers.story, instructions, section: 'incidents' }),
    'repair-sql': repairSql({ scenario, piece, errors: [problem], change: change.id }),
    'repair-rows': repairRows({ prompt: 'Task', scenario, piece: rows, errors: [problem] }),
  };
}
