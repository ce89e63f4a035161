import type { Check, MetricAnswer } from '../../domain/rehearsal/report.ts';
import type { MetricQuestion } from '../../domain/scenario/metric-questions.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { type Asked, askMetrics } from '../dbt/metric-answers.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/**
 * Judges what every metric answered by month and by a dimension. Metrics that were not answered together are asked alone,
 * so that the check names the one at fault.
 *
 * @param together what was asked already, in the order of the questions
 */
export async function rehearseEveryMetric(
  { deps, scenario, context }: Rehearsal,
  project: DbtProject,
  questions: readonly MetricQuestion[],
  together: readonly Asked[],
): Promise<{ checks: Check[]; answers: MetricAnswer[] }> {
  const ask = (some: readonly MetricQuestion[]) => askMetrics(deps.dbt, project, scenario, context, some);
  const unanswered = questions.filter((_, index) => !together[index]?.answer);
  const alone = await ask(unanswered.flatMap(oneByOne));

  const found = questions.map((question, index) => {
    const first = together[index];
    const asked = first?.answer ? [first] : alone.filter(({ query }) => query.name.startsWith(`${question.name}-`));
    // It is the answer to a part of the question.
    const answers = asked.flatMap(({ answer }) => (answer ? [{ ...answer, query: question.name }] : []));
    return { answers, check: checkOf(question, asked, answers) };
  });
  return { checks: found.map(({ check }) => check), answers: found.flatMap(({ answers }) => answers) };
}

function oneByOne(question: MetricQuestion): MetricQuestion[] {
  return question.metrics.map((metric) => ({ ...question, name: `${question.name}-${metric}`, metrics: [metric] }));
}

function checkOf(
  { asks, question, metrics }: MetricQuestion,
  asked: readonly Asked[],
  answers: readonly MetricAnswer[],
): Check {
  const silent = metrics.filter((metric) => !answers.some((answer) => isAnswered(answer, metric, asks)));
  const rows = Math.max(0, ...answers.map((answer) => answer.rows.length));
  const passed = silent.length === 0;
  return {
    stage: 'metrics',
    subject: null,
    title: question,
    passed,
    promised: `a number for each of ${metrics.join(', ')}`,
    seen: passed ? `${rows} rows with them` : `no number for ${silent.join(', ')}`,
    seconds: asked.reduce((total, one) => total + one.seconds, 0),
    nodes: [],
    findings: [],
    log: asked
      .filter(({ answer }) => !answer)
      .map(({ log }) => log)
      .join('\n')
      .slice(-4_000),
  };
}

/** By month there has to be a number; a growth may have none for any one group of the few rows that are rehearsed. */
function isAnswered({ columns, rows }: MetricAnswer, metric: string, asks: MetricQuestion['asks']): boolean {
  const at = columns.indexOf(metric);
  if (at < 0) return false;
  return asks === 'by-dimension'
    ? rows.length > 0
    : rows.some((row) => (row[at] ?? '') !== '' && Number.isFinite(Number(row[at])));
}
