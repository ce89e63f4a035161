import { type Brief, rowsPerSource } from '../brief/brief.ts';
import { importName } from '../naming/import-name.ts';
import { sourceId } from '../naming/names.ts';
import { inWords } from '../project/check/biting-cases.ts';
import { day, toDate, toInstant } from '../project/data/calendar.ts';
import type { RowsPiece, SqlPiece } from '../project/piece.ts';
import { bitesOf } from '../scenario/biting-cases.ts';
import type { Change } from '../scenario/change.ts';
import { dataVolumeOf } from '../scenario/data-volume.ts';
import { ancestors, modelGraph } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { figuresIn } from './describe-brief.ts';
import { describeMetric, metricsOn } from './describe-metric.ts';
import { describeInput, describeModel } from './describe-model.ts';
import { describeSource } from './describe-source.ts';
import { describeRulesBeyond } from './describe-tests.ts';
import { fenced, promptLine } from './fenced.ts';
import type { Blanks } from './render-prompt.ts';
import { keysOf, referredSources } from './rows-order.ts';
import { describeDisagreement } from './scenario-prompts.ts';

export interface RowsRequest {
  readonly scenario: Scenario;
  /** `system.table` */
  readonly source: string;
  readonly brief: Pick<Brief, 'company' | 'industry' | 'data_volume' | 'must_not_mention'>;
  /** The notes, or what long ones were condensed to: only sentences with a figure in them are handed on. */
  readonly notes: string;
  /** The last day of the data, `YYYY-MM-DD`; the same for all sources of a scenario. */
  readonly asOf: string;
  /** Rows that are written already; those of the sources that this one refers to are shown. */
  readonly written?: readonly RowsPiece[];
}

/** `write-rows.md`: a source, what its rows join, hold and make happen. */
export function writeRows({ scenario, source: id, brief, notes, asOf, written = [] }: RowsRequest): Blanks {
  const { sources, incidents, currency, disagreements = [] } = scenario;
  const volume = dataVolumeOf(brief, scenario);
  const own = sources.filter((source) => sourceId(source) === id);
  const referred = referredSources(sources, id);
  const struck = incidents.filter((incident) => incident.source === id);
  const list = (label: string, lines: readonly string[]) =>
    fenced(label, lines.length === 0 ? 'none' : lines.join('\n'));
  return {
    source: fenced('source', own.map(describeSource).join('\n\n')),
    others: list('other sources', sources.filter((source) => sourceId(source) !== id).map(describeSource)),
    keys: list(
      'keys',
      sources.map(
        (source) =>
          `${sourceId(source)}: ${keysOf(sources, sourceId(source)).first} on day one, from ${keysOf(sources, sourceId(source)).next} on the next day`,
      ),
    ),
    written: list(
      'written rows',
      written.filter((piece) => referred.includes(piece.source)).map((piece) => describeRows(piece, sources)),
    ),
    rules: list('rules', describeRulesBeyond(scenario, id)),
    incremental: fenced('incremental', describeIncremental(scenario, id, asOf)),
    incidents: list(
      'incidents',
      struck.map(
        ({ id: name, story, promise }) => `${name}: must fail ${promise.fails.join(', ')}. ${promptLine(story)}`,
      ),
    ),
    facts: list('facts', [
      `company: ${promptLine(brief.company)}`,
      ...(brief.industry === '' ? [] : [`industry: ${promptLine(brief.industry)}`]),
      `currency: ${currency}`,
      ...brief.must_not_mention.map((entry) => `must not mention: ${promptLine(entry)}`),
      ...disagreements.map(describeDisagreement),
      ...figuresIn(notes).map((sentence) => `figure: ${sentence}`),
    ]),
    as_of: asOf,
    next_day: toDate(toInstant(asOf) + day),
    further_rows:
      volume === 'ten'
        ? 'This demo shows the ten rows alone, yet give the spread all the same: it may be enlarged later.'
        : `This demo has ${rowsPerSource[volume].toLocaleString('en')} rows in this table where things happen, made from your spread; fewer in a register that others refer to.`,
  };
}

/** `write-sql.md`: a model's contract and those of its inputs. */
export function writeSql({ scenario, model }: { readonly scenario: Scenario; readonly model: string }): Blanks {
  return contract(scenario, model);
}

/** `write-change.md`: a change, and the logic of the models that it alters as it stands before. */
export function writeChange({
  scenario,
  change: id,
  current,
}: {
  readonly scenario: Scenario;
  readonly change: string;
  readonly current: readonly SqlPiece[];
}): Blanks {
  const change = scenario.changes.find((candidate) => candidate.id === id);
  const altered = change?.alters ?? [];
  const models = altered.map((model) => contractText(scenario, model)).join('\n\n');
  const logic = current.filter(({ model }) => altered.includes(model)).map((piece) => describeLogic(scenario, piece));
  return {
    change: fenced('change', change ? describeChange(change) : id),
    models: fenced('models', models),
    current: fenced('current logic', logic.join('\n\n')),
  };
}

/** `repair-sql.md`: the logic that is at fault, its contract, and what dbt said. */
export function repairSql({
  scenario,
  piece,
  errors,
  change,
}: {
  readonly scenario: Scenario;
  readonly piece: SqlPiece;
  /** Each with its file and line, where they are known. */
  readonly errors: readonly string[];
  /** The change that brings this logic, if one does: what it promises must stay as it is. */
  readonly change?: string;
}): Blanks {
  const brought = scenario.changes.find(({ id }) => id === change);
  return {
    ...contract(scenario, piece.model),
    change: fenced('change', brought ? describeChange(brought) : 'none'),
    logic: fenced('logic', describeLogic(scenario, piece)),
    errors: fenced('errors', errors.join('\n\n')),
  };
}

/** `repair-rows.md`: the prompt that the rows were written by, the rows that are at fault, and what was seen. */
export function repairRows({
  prompt,
  scenario,
  piece,
  errors,
}: {
  readonly prompt: string;
  readonly scenario: Scenario;
  readonly piece: RowsPiece;
  readonly errors: readonly string[];
}): Blanks {
  const incidents = Object.entries(piece.incidents).flatMap(([id, { append, amend }]) => [
    ...append.map((row) => `incident ${id} delivers: ${JSON.stringify(row)}`),
    ...amend.map((one) => `incident ${id} changes: ${JSON.stringify(one)}`),
  ]);
  const spread = `further rows: ${JSON.stringify(piece.fuller)}`;
  return {
    task: prompt,
    rows: fenced('rows', [describeRows(piece, scenario.sources), ...incidents, spread].join('\n')),
    errors: fenced('errors', errors.join('\n\n')),
  };
}

function contract(scenario: Scenario, name: string): { readonly model: string; readonly contract: string } {
  return { model: name, contract: fenced('contract', contractText(scenario, name)) };
}

function contractText(scenario: Scenario, name: string): string {
  const model = [...scenario.intermediate, ...scenario.marts].find((candidate) => candidate.name === name);
  if (!model) return name;
  const tests = scenario.singular_tests.filter(({ inputs }) => inputs.includes(name));
  const paragraphs = [
    `the model\n${describeModel(model)}`,
    ...model.inputs.map((input) => `an input\n${describeInput(input, model.inputs, scenario)}`),
    ...metricsOn(name, scenario).map((metric) => `a metric on it\n${describeMetric(metric)}`),
    ...tests.map(
      ({ name: test, description, sql }) => `a test that gives no row\n${test}: ${promptLine(description)}\n${sql}`,
    ),
    ...(scenario.macros ?? []).map(
      ({ name: macro, arguments: given, description }) =>
        `a macro that may be called\n{{ ${macro}(${given.map((one) => `'${one.name}'`).join(', ')}) }}: ${promptLine(description)}`,
    ),
    ...(scenario.disagreements ?? []).map(describeDisagreement),
  ];
  return paragraphs.join('\n\n');
}

function describeChange({
  id,
  title,
  kind,
  description,
  alters,
  adds_columns,
  metric_columns,
  promise,
}: Change): string {
  return [
    `${id} (${kind}): ${promptLine(title)}. ${promptLine(description)}`,
    `alters: ${alters.join(', ')}`,
    ...adds_columns.map(
      ({ model, column }) => `adds to ${model}: ${column.name} (${column.type}): ${promptLine(column.description)}`,
    ),
    ...metric_columns.map(({ metric, column }) => `afterwards the metric ${metric} reads ${column}`),
    promise.ci === 'red'
      ? `CI must be red: exactly ${promise.fails.join(', ')} fails`
      : `CI must be green${promise.moves === undefined ? '' : `, and the answer of ${promise.moves} must differ from before`}`,
  ].join('\n');
}

/** Logic and unit tests in the form in which they are asked for: inputs by the names that the SQL reads them by. */
function describeLogic(scenario: Scenario, { model, sql, unit_tests }: SqlPiece): string {
  const inputs = [...scenario.intermediate, ...scenario.marts].find(({ name }) => name === model)?.inputs ?? [];
  const tests = unit_tests.map(({ given, ...test }) =>
    JSON.stringify({ ...test, given: given.map((one) => ({ ...one, input: importName(one.input, inputs) })) }),
  );
  return [`${model}:`, sql, ...(tests.length === 0 ? [] : ['its unit tests:', ...tests])].join('\n');
}

function describeRows({ source: id, day_one, next_day }: RowsPiece, sources: Scenario['sources']): string {
  const columns = sources.find((one) => sourceId(one) === id)?.columns ?? [];
  return [
    `${id}: ${columns.map(({ name }) => name).join(', ')}`,
    ...day_one.map((row) => JSON.stringify(row)),
    ...next_day.append.map((row) => `arrives on the next day: ${JSON.stringify(row)}`),
    ...next_day.amend.map((amend) => `changes on the next day: ${JSON.stringify(amend)}`),
  ].join('\n');
}

function describeIncremental(scenario: Scenario, source: string, asOf: string): string {
  const graph = modelGraph(scenario);
  const mart = scenario.marts.find(({ name, incremental }) => incremental && ancestors(graph, name).has(source));
  if (!mart?.incremental) return 'this source feeds no incremental mart';
  const { lookback_days: days, reason } = mart.incremental;
  return [
    `this source feeds ${mart.name}, one row for each ${mart.grain.join(', ')}. ${promptLine(reason)}`,
    `it looks back ${days} days`,
    ...bitesOf(scenario).flatMap((bite) =>
      bite.source === source ? [`a case that bites: ${inWords(bite.bites, scenario, asOf)}`] : [],
    ),
  ].join('\n');
}
