import { phrasesIn } from '../src/domain/blueprint/phrases.ts';
import { type Batch, batchId, goodBatches } from '../src/domain/project/batch.ts';
import type { RenderedProject } from '../src/domain/project/render-input.ts';
import type { Check, MetricAnswer, RehearsalReport } from '../src/domain/rehearsal/report.ts';
import type { Scenario } from '../src/domain/scenario/scenario.ts';
import type { ShownBy } from './wishes.ts';

/** A demo that was rehearsed. */
export interface Rehearsed {
  readonly scenario: Scenario;
  readonly report: RehearsalReport;
  readonly files: RenderedProject;
}

/** Kinds of which a rehearsal runs something that is named so. */
export const running: readonly ShownBy['kind'][] = [
  'model',
  'test',
  'unit_test',
  'metric',
  'saved_query',
  'incident',
  'change',
];

/** Why this does not show anything: it is not in the demo, did not run, or was not as promised. `undefined` when it does. */
export function notShown(one: ShownBy, { scenario, report, files }: Rehearsed): string | undefined {
  switch (one.kind) {
    case 'model':
      return ran(report, 'build', 'model', one.name);
    case 'test':
      return ran(report, 'build', 'test', one.name);
    case 'unit_test':
      return ran(report, 'unit-tests', 'unit_test', one.name);
    case 'metric':
      return answered(report, one.name);
    case 'saved_query':
      return allPassed(report, 'metrics', [one.name]);
    case 'incident':
      return allPassed(
        report,
        'incident',
        goodBatches.map((on): Batch => ({ kind: 'incident', incident: one.name, on })).map(batchId),
      );
    case 'change':
      return allPassed(report, 'change', [one.name]);
    case 'exposure': {
      const exposure = scenario.exposures.find(({ name }) => name === one.name);
      if (!exposure) return `there is no exposure ${one.name}`;
      const red = exposure.depends_on.flatMap((model) => ran(report, 'build', 'model', model) ?? []);
      return red.length === 0 ? undefined : red.join('; ');
    }
    case 'assumed': {
      const traced = scenario.trace?.find(({ name }) => name === one.name);
      if (!traced) return `nothing says where ${one.name} comes from`;
      return traced.passage === '' ? undefined : `${one.name} is not marked as assumed`;
    }
    case 'file': {
      const text = files.main.get(one.path);
      if (text === undefined) return `there is no file ${one.path}`;
      return text.includes(one.holds) ? undefined : `${one.path} does not hold “${one.holds}”`;
    }
    case 'absent': {
      const every = [files.main, ...files.batches.values(), ...files.changes.values()].flatMap((part) => [...part]);
      const found = every.find(([, text]) =>
        text.split(nextEntry).some((part) => phrasesIn(part, one.words).length > 0),
      );
      return found === undefined ? undefined : `${found[0]} has one of ${one.words.join(', ')}`;
    }
  }
}

/** The last word of one entry and the first of the next are no phrase: “… the patient.” and “name: booked_at”. */
const nextEntry = /\n(?=\s*(?:[-*] |[\w"']+:))/;

const green = new Set(['success', 'pass']);

/** A node of a check on day one that ran and was green. */
function ran({ checks }: RehearsalReport, stage: Check['stage'], type: string, name: string): string | undefined {
  const nodes = checks.filter((check) => check.stage === stage).flatMap((check) => check.nodes);
  const node = nodes.find((candidate) => candidate.name === name && candidate.type === type);
  if (!node) return `no ${type} ${name} ran`;
  return green.has(node.status) ? undefined : `${name}: ${node.status}`;
}

function allPassed(
  { checks }: RehearsalReport,
  stage: Check['stage'],
  subjects: readonly string[],
): string | undefined {
  for (const subject of subjects) {
    const about = checks.filter((check) => check.stage === stage && check.subject === subject);
    if (about.length === 0) return `${subject} was not rehearsed`;
    const red = about.find(({ passed }) => !passed);
    if (red) return `${red.title}: promised ${red.promised}; ${red.seen}`;
  }
  return undefined;
}

/** A metric has answered with a number: a saved query, or the rehearsal that asks every metric. */
function answered(report: RehearsalReport, metric: string): string | undefined {
  const holds = ({ columns }: MetricAnswer) => columns.includes(metric);
  const [saved, every] = [report.metrics.filter(holds), report.everyMetric.filter(holds)];
  if (saved.length + every.length === 0) return `no query asks for ${metric}`;
  const counted = ({ columns, rows }: MetricAnswer) => {
    const at = columns.indexOf(metric);
    return rows.some((row) => row[at] !== undefined && row[at] !== '' && Number.isFinite(Number(row[at])));
  };
  const number =
    saved.some((answer) => counted(answer) && allPassed(report, 'metrics', [answer.query]) === undefined) ||
    every.some(counted);
  return number ? undefined : `${metric} answered no number`;
}
