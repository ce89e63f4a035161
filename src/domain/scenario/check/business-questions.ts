import { proofTables } from '../../naming/proof-tables.ts';
import { checkQuestionSql } from '../../project/check/question-sql.ts';
import type { BusinessQuestion } from '../business-question.ts';
import { modelGraph } from '../graph.ts';
import type { Scenario } from '../scenario.ts';
import { type Problem, repeated } from './problem.ts';

/** What answers a question is there, its SQL reads that alone, and its proof reads only what no model has touched. */
export function checkBusinessQuestions(scenario: Scenario): Problem[] {
  const { business_questions: questions = [], reference_seeds: seeds = [] } = scenario;
  const raw = [...proofTables(scenario).values(), ...seeds.map(({ name }) => name)];
  return [
    ...repeated(questions.map(({ id }) => id)).map(({ value, position }) => ({
      path: `business_questions[${position}].id`,
      message: `There is already a question with the id ${value}.`,
    })),
    ...questions.flatMap((question, index) => {
      const path = `business_questions[${index}]`;
      const proof = checkQuestionSql(question.proof, { tables: raw, portable: false });
      return [
        ...answered(question, scenario, `${path}.answered_by`),
        ...proof.map((message) => ({ path: `${path}.proof`, message: `The proof of ${question.id}: ${message}` })),
      ];
    }),
  ];
}

function answered({ id, answered_by: by }: BusinessQuestion, scenario: Scenario, path: string): Problem[] {
  if (by.kind === 'saved_query') {
    const known = scenario.semantic_layer?.saved_queries.some(({ name }) => name === by.name) ?? false;
    return known ? [] : [{ path: `${path}.name`, message: `There is no saved query ${by.name} to answer ${id}.` }];
  }
  if (!modelGraph(scenario).has(by.name)) {
    return [{ path: `${path}.name`, message: `There is no model ${by.name} to answer ${id}.` }];
  }
  return checkQuestionSql(by.sql, { tables: [by.name], portable: true }).map((message) => ({
    path: `${path}.sql`,
    message: `The SQL of ${id}: ${message}`,
  }));
}
