import { monthlyQuestion } from '../scenario/metric-questions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Metric } from '../scenario/semantic-layer.ts';
import type { Disagreement } from '../scenario/trace.ts';
import { claimedMetrics } from './claimed-metric.ts';
import { namedMonth } from './named-month.ts';
import type { MetricAnswer } from './report.ts';
import { isNumber, saidCell } from './said-value.ts';
import type { Known } from './say-number.ts';

/** A number as one of the customer's people gives it, and what stands for it in the data of this demo. */
export interface SaidAndShown {
  readonly said: string;
  /** Such as `This sample shows 24.2% (2026-10), as Conversion to policy.`; none where nothing measures it. */
  readonly shown: string | undefined;
  /** It is so far from what they say that it must be spoken of before they see it. */
  readonly far: boolean;
}

/**
 * Every version of a number that the customer's people count differently, beside what the data of this demo shows for it:
 * rows that are made show how a number is counted, and only sometimes its height.
 */
export function saidAndShown(disagreement: Disagreement, scenario: Scenario, known: Known): SaidAndShown[] {
  const claimed = claimedMetrics(disagreement, scenario.semantic_layer?.metrics ?? []);
  return disagreement.versions.map((said, index) => {
    // Where nobody gives a figure, none can be missed.
    if (!/\d/.test(said)) return { said, shown: undefined, far: false };
    const month = namedMonth(`${disagreement.about} ${said}`);
    const { metrics = [], plain = false } = claimed[index] ?? {};
    const measured = metrics.flatMap((metric) => measure(metric, month, scenario, known) ?? []);
    const [first] = measured;
    if (!first) return { said, shown: undefined, far: false };
    const listed = measured.map(({ value, when, label }) => `${value} (${when}), as ${label}`);
    const figure = claimedPercent(said);
    return {
      said,
      shown: plain ? `This sample shows ${listed[0]}.` : `Closest in this sample: ${listed.join('; ')}.`,
      far: figure !== undefined && measured.every(({ percents }) => isMostlyFar(figure, percents)),
    };
  });
}

interface Measured {
  readonly label: string;
  readonly value: string;
  /** The month, and from where to where it goes in the others where none is spoken of. */
  readonly when: string;
  /** Of the month that is spoken of, else of all. */
  readonly percents: readonly number[];
}

/** What a metric says of the month that is spoken of, or of the newest one where that is not in the data. */
function measure(
  { name, label, format }: Metric,
  month: ReturnType<typeof namedMonth>,
  scenario: Scenario,
  { results, report }: Known,
): Measured | undefined {
  const asked = monthlyQuestion(name, scenario)?.name;
  const every = (report?.everyMetric ?? []).filter(({ query }) => query === asked);
  const answers = [...(results?.metrics ?? []), ...(report?.metrics ?? []), ...every];
  const answer = answers.find((one) => one.cut === false && isMonthly(one) && one.columns.includes(name));
  if (!answer) return undefined;
  const at = answer.columns.indexOf(name);
  const rows = answer.rows
    .filter((row) => isNumber(row[at]))
    .toSorted((one, other) => (one[0] ?? '').localeCompare(other[0] ?? ''));
  const named =
    typeof month === 'number' ? rows.findLast(([when = '']) => Number(when.slice(5, 7)) === month) : undefined;
  const meant = named ?? (month === 'last' && rows.length > 1 ? rows.at(-2) : undefined);
  const row = meant ?? rows.at(-1);
  if (!row) return undefined;
  const said = (one: readonly string[]) => saidCell(answer, at, one[at] ?? '');
  const when = saidCell(answer, 0, row[0] ?? '');
  const ordered = rows.toSorted((one, other) => Number(one[at]) - Number(other[at]));
  const [least, most] = [ordered[0] ?? row, ordered.at(-1) ?? row].map(said);
  const range = meant || least === most ? '' : `; ${least} to ${most} in ${rows.length} months`;
  const percents = format === 'percent' ? (meant ? [meant] : rows).map((one) => Number(one[at]) * 100) : [];
  return { label, value: said(row), when: `${when}${range}`, percents };
}

/** Grouped by months alone. */
function isMonthly({ columns, metrics }: MetricAnswer): boolean {
  return columns[0] === 'metric_time__month' && columns.length === metrics.length + 1;
}

/** The last percentage of a text: what comes before it explains it. */
function claimedPercent(text: string): number | undefined {
  const found = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent|Prozent|pour ?cent|por ?cento?|procent)/giu)];
  const figure = found.at(-1)?.[1];
  return figure === undefined ? undefined : Number(figure.replace(',', '.'));
}

function isMostlyFar(said: number, shown: readonly number[]): boolean {
  return shown.filter((one) => isFar(said, one)).length > shown.length / 2;
}

/** More than a point, and more than a quarter of what is left to nothing or to all. */
function isFar(said: number, shown: number): boolean {
  return Math.abs(said - shown) > Math.max(1, Math.min(said, Math.abs(100 - said)) / 4);
}
