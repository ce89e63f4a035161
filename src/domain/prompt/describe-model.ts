import { importName } from '../naming/import-name.ts';
import { stagingName } from '../naming/names.ts';
import { columnsOf } from '../scenario/graph.ts';
import type { IntermediateModel, Mart } from '../scenario/model.ts';
import type { SeedColumn } from '../scenario/reference-seed.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeCheck } from './describe-source.ts';
import { promptLine } from './fenced.ts';

/** What a model promises: its purpose, its grain, its columns with types and rules, how it is built. */
export function describeModel(model: IntermediateModel | Mart): string {
  const incremental = 'incremental' in model ? model.incremental : undefined;
  const questions = 'business_questions' in model ? model.business_questions : [];
  const time = 'metric_time' in model ? model.metric_time : undefined;
  return [
    `${model.name}: one row for each ${model.grain.join(', ')}. ${promptLine(model.purpose)}`,
    model.inputs.length > 0 ? `  reads: ${model.inputs.join(', ')}` : '  reads nothing: code writes it',
    ...questions.map((question) => `  answers: ${promptLine(question)}`),
    ...(time === undefined ? [] : [`  its metrics are drawn over ${time}`]),
    ...(incremental
      ? [
          `  incremental: unique key ${model.grain.join(', ')}; each run takes the rows whose ${incremental.loaded_at} is not before the newest one, less ${incremental.lookback_days} days. ${promptLine(incremental.reason)}`,
        ]
      : []),
    ...model.columns.map((column) => `  - ${describeColumn(column)}`),
  ].join('\n');
}

/** What a model can count on in one of its inputs: the name to read it by, its grain, its columns and their values. */
export function describeInput(name: string, inputs: readonly string[], scenario: Scenario): string {
  const head = `${importName(name, inputs)} (the model ${name})`;
  const built = [...scenario.intermediate, ...scenario.marts].find((model) => model.name === name);
  if (built) {
    return [
      `${head}: one row for each ${built.grain.join(', ')}. ${promptLine(built.purpose)}`,
      ...built.columns.map((column) => `  - ${describeColumn(column)}`),
    ].join('\n');
  }
  const kept = describeKept(name, scenario);
  if (kept !== undefined) return `${head}: ${kept}`;
  const source = scenario.sources.find(({ system, table }) => stagingName(system, table) === name);
  if (!source) return `${head}: unknown`;
  const staged = (column: Scenario['sources'][number]['columns'][number]) => column.staged_as ?? column.name;
  const key = source.columns.filter(({ primary_key }) => primary_key).map(staged);
  return [
    `${head}: one row for each ${key.join(', ')}. ${promptLine(source.description)}`,
    ...source.columns.map((column) => {
      const facts = [
        column.type,
        ...(column.references ? [`a key of ${column.references.source}, many rows may have the same`] : []),
        ...(column.nullable ? ['may be empty'] : []),
        ...(column.accepted_values ? [`one of ${column.accepted_values.map(promptLine).join(' | ')}`] : []),
        ...(column.name === source.loaded_at ? ['load time'] : []),
      ];
      return `  - ${staged(column)} (${facts.join('; ')}): ${promptLine(column.description)}`;
    }),
  ].join('\n');
}

/** What a reference seed holds, all of it where it is short, or what a snapshot keeps. */
function describeKept(name: string, scenario: Scenario): string | undefined {
  const seed = scenario.reference_seeds?.find((one) => one.name === name);
  if (seed) {
    return [
      `a reference seed, one row for each ${seed.grain.join(', ')}. ${promptLine(seed.description)}`,
      ...seed.columns.map((column) => `  - ${describeColumn(column)}`),
      ...seed.rows.slice(0, mostRows).map((row) => `  row: ${promptLine(JSON.stringify(row))}`),
      ...(seed.rows.length > mostRows ? [`  and ${seed.rows.length - mostRows} further rows`] : []),
    ].join('\n');
  }
  const snapshot = scenario.snapshots?.find((one) => one.name === name);
  return snapshot === undefined
    ? undefined
    : [
        `a snapshot, one row for each version of a ${snapshot.unique_key} of ${snapshot.input}; dbt_valid_to is empty while a version holds. ${promptLine(snapshot.description)}`,
        ...columnsOf(scenario, name).map((column) => `  - ${column.name} (${column.type})`),
      ].join('\n');
}

/** Rows of a reference seed that are shown. */
const mostRows = 40;

function describeColumn(column: Mart['columns'][number] | IntermediateModel['columns'][number] | SeedColumn): string {
  const tests = 'tests' in column ? column.tests : [];
  const semantic = 'semantic' in column ? column.semantic : undefined;
  const role =
    semantic?.kind === 'entity'
      ? [`${semantic.type} key of the entity ${semantic.entity}`]
      : semantic?.kind === 'time'
        ? [`time by ${semantic.granularity}`]
        : semantic
          ? ['dimension']
          : [];
  const facts = [column.type, ...role, ...tests.map((test) => `rule ${test.name}: ${describeCheck(test.check)}`)];
  return `${column.name} (${facts.join('; ')}): ${promptLine(column.description)}`;
}
