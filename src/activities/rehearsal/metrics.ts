import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { askMetrics } from '../dbt/metric-answers.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** Asks every saved query: each gives rows, and a number in each. */
export async function rehearseMetrics(
  { deps, scenario, context }: Rehearsal,
  project: DbtProject,
): Promise<{ checks: Check[]; answers: MetricAnswer[] }> {
  const asked = await askMetrics(deps.dbt, project, scenario, context);
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
