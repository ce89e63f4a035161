import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import { metricQuestions } from '../../domain/scenario/metric-questions.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { type Asked, askMetrics } from '../dbt/metric-answers.ts';
import { rehearseEveryMetric } from './every-metric.ts';
import type { Rehearsal } from './rehearsed-project.ts';

interface Rehearsed {
  readonly checks: Check[];
  readonly answers: MetricAnswer[];
}

/**
 * Asks every saved query, which gives rows and a number in each, and every metric; all in one process, as a process costs
 * more than its questions.
 */
export async function rehearseMetrics(
  rehearsal: Rehearsal,
  project: DbtProject,
): Promise<{ saved: Rehearsed; every: Rehearsed }> {
  const { deps, scenario, context } = rehearsal;
  const queries = scenario.semantic_layer?.saved_queries ?? [];
  const questions = metricQuestions(scenario);
  const asked = await askMetrics(deps.dbt, project, scenario, context, [...queries, ...questions]);
  return {
    saved: savedAnswers(asked.slice(0, queries.length)),
    every: await rehearseEveryMetric(rehearsal, project, questions, asked.slice(queries.length)),
  };
}

function savedAnswers(asked: readonly Asked[]): Rehearsed {
  const checks = asked.map(({ query, answer, seconds, log }): Check => {
    const groups = query.group_by.length;
    const numbers =
      answer?.rows.some((row) => row.slice(groups).some((value) => value !== '' && !Number.isNaN(Number(value)))) ??
      false;
    return {
      stage: 'metrics',
      subject: query.name,
      title: query.question,
      passed: numbers,
      promised: 'rows with numbers',
      seen: answer ? `${answer.rows.length} rows${answer.cut ? ' and more' : ''}` : 'no answer',
      seconds,
      nodes: [],
      findings: [],
      log: numbers ? '' : log.slice(-4_000),
    };
  });
  return { checks, answers: asked.flatMap(({ answer }) => (answer ? [answer] : [])) };
}
