import { primaryEntity } from '../../naming/import-name.ts';
import type { ColumnType } from '../column.ts';
import { directInputs } from '../metric-inputs.ts';
import type { Mart } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Metric } from '../semantic-layer.ts';
import { checkConversion } from './conversion.ts';
import type { Problem } from './problem.ts';
import { checkQueries } from './saved-queries.ts';
import { isPlainValue } from './tests.ts';

const numbers: readonly ColumnType[] = ['integer', 'amount', 'ratio'];
const ordered: readonly ColumnType[] = [...numbers, 'date', 'timestamp'];
/** What an aggregation can be taken of; counts take anything. */
const fittingTypes: Partial<Record<Extract<Metric, { type: 'simple' }>['aggregation'], readonly ColumnType[]>> = {
  sum: numbers,
  average: numbers,
  median: numbers,
  min: ordered,
  max: ordered,
};
/** Words that a derived metric's expression may hold besides its inputs. */
const expressionWords = new Set(
  'nullif coalesce abs round cast as case when then else end and or not is null numeric float'.split(' '),
);

/** Every metric can be computed from columns that are there, and every question can be asked. */
export function checkSemanticLayer(scenario: Scenario): Problem[] {
  const roles = scenario.marts.flatMap((mart, index) => checkRoles(mart, `marts[${index}]`));
  const layer = scenario.semantic_layer;
  if (!layer) return roles;
  const metrics = layer.metrics.flatMap((metric, index) =>
    checkMetric(metric, scenario).map((message) => ({ path: `semantic_layer.metrics[${index}]`, message })),
  );
  const sound = metrics.length === 0;
  return [...roles, ...metrics, ...(sound ? checkQueries(scenario, layer) : [])];
}

function checkRoles({ name, columns, metric_time: time, grain }: Mart, path: string): Problem[] {
  const problems: Problem[] = [];
  const roles = columns.flatMap(({ semantic }) => (semantic?.kind === 'entity' ? [semantic] : []));
  const primaries = columns.filter(({ semantic }) => semantic?.kind === 'entity' && semantic.type === 'primary');
  if (primaries.length > 1) problems.push({ path, message: `${name} has ${primaries.length} primary entities.` });
  if (primaries.some((column) => grain.length !== 1 || grain[0] !== column.name)) {
    problems.push({ path, message: `The primary entity of ${name} must be the column that names one row.` });
  }
  if (new Set(roles.map(({ entity }) => entity)).size < roles.length) {
    problems.push({ path, message: `${name} has an entity twice.` });
  }
  const timeColumn = columns.find((column) => column.name === time);
  if (time !== undefined && timeColumn?.semantic?.kind !== 'time') {
    problems.push({
      path: `${path}.metric_time`,
      message: `The metric time of ${name}, ${time}, must be a time column of it.`,
    });
  }
  for (const [index, column] of columns.entries()) {
    const at = `${path}.columns[${index}]`;
    if (column.semantic?.kind === 'time' && column.type !== 'date' && column.type !== 'timestamp') {
      problems.push({ path: at, message: `${column.name} is ${column.type}, and no time.` });
    }
    const clash =
      column.semantic && column.semantic.kind !== 'entity' && roles.some(({ entity }) => entity === column.name);
    if (clash)
      problems.push({ path: at, message: `${column.name} is an entity of ${name} and cannot be a dimension too.` });
  }
  return problems;
}

function checkMetric(metric: Metric, scenario: Scenario): string[] {
  if (metric.type === 'simple') return checkSimple(metric, scenario);
  const known = scenario.semantic_layer?.metrics ?? [];
  const problems = directInputs(metric)
    .filter((name) => !known.some((candidate) => candidate.name === name))
    .map((name) => `${metric.name} is made of ${name}, which is no metric.`);
  if (reaches(metric, metric.name, known)) problems.push(`${metric.name} is made of itself.`);
  if (metric.type === 'cumulative' && known.find(({ name }) => name === metric.metric)?.type !== 'simple') {
    problems.push(`${metric.name} adds up ${metric.metric}, which must be a metric that reads a column.`);
  }
  if (metric.type === 'derived') problems.push(...checkExpression(metric));
  if (metric.type === 'conversion' && problems.length === 0) problems.push(...checkConversion(metric, scenario));
  return problems;
}

function reaches(metric: Metric, name: string, known: readonly Metric[], seen = new Set<string>()): boolean {
  return directInputs(metric).some((input) => {
    if (input === name) return true;
    const next = known.find((candidate) => candidate.name === input);
    if (!next || seen.has(input)) return false;
    seen.add(input);
    return reaches(next, name, known, seen);
  });
}

function checkSimple(metric: Extract<Metric, { type: 'simple' }>, { marts }: Scenario): string[] {
  const mart = marts.find(({ name }) => name === metric.mart);
  if (!mart) return [`${metric.name} reads ${metric.mart}, which is no mart.`];
  const column = mart.columns.find(({ name }) => name === metric.column);
  if (!column) return [`${metric.name} reads ${metric.column}, which ${mart.name} has not.`];
  const problems: string[] = [];
  if (!mart.metric_time) problems.push(`${mart.name} needs a metric time, since ${metric.name} is drawn over time.`);
  const types = fittingTypes[metric.aggregation];
  if (types && !types.includes(column.type)) {
    problems.push(`${metric.name} takes the ${metric.aggregation} of ${column.name}, which is ${column.type}.`);
  }
  const named = mart.columns.some(
    ({ name, semantic }) =>
      (semantic?.kind === 'entity' && semantic.entity === metric.name) ||
      (semantic && semantic.kind !== 'entity' && name === metric.name),
  );
  if (named || primaryEntity(mart) === metric.name) {
    problems.push(`${metric.name} cannot be the name of a metric and of an entity or dimension of ${mart.name}.`);
  }
  return [...problems, ...checkFilter(metric, mart)];
}

function checkFilter({ name, filter }: Extract<Metric, { type: 'simple' }>, mart: Mart): string[] {
  if (!filter) return [];
  const column = mart.columns.find((candidate) => candidate.name === filter.dimension);
  if (column?.semantic?.kind !== 'dimension')
    return [`${name} filters by ${filter.dimension}, which is no dimension of ${mart.name}.`];
  const { value } = filter;
  const wanted = column.type === 'boolean' ? 'boolean' : numbers.includes(column.type) ? 'number' : 'string';
  if (typeof value !== wanted)
    return [`${name} compares ${column.name}, which is ${column.type}, with ${JSON.stringify(value)}.`];
  return typeof value === 'string' && !isPlainValue(value)
    ? [`${name} filters by ${JSON.stringify(value)}: leave out quotes, backslashes and braces.`]
    : [];
}

function checkExpression({ name, expression, inputs }: Extract<Metric, { type: 'derived' }>): string[] {
  const names = inputs.map(({ metric, alias }) => alias ?? metric);
  if (new Set(names).size < names.length) return [`${name} reads a metric twice: give one of them an alias.`];
  if (!/^[\w\s+\-*/().,<>=]+$/.test(expression) || /--|\/\*/.test(expression)) {
    return [`The expression of ${name} may hold metrics, numbers, arithmetic and a few functions.`];
  }
  const words: readonly string[] = expression.toLowerCase().match(/[a-z_]\w*/g) ?? [];
  return [
    ...words
      .filter((word) => !names.includes(word) && !expressionWords.has(word))
      .map((word) => `The expression of ${name} reads ${word}, which is none of its inputs.`),
    ...names
      .filter((input) => !words.includes(input))
      .map((input) => `The expression of ${name} never reads ${input}.`),
  ];
}
