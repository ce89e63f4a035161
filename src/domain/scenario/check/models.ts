import { sourcesFeeding } from '../biting-cases.ts';
import { cyclic, modelGraph } from '../graph.ts';
import type { IntermediateModel, Mart } from '../model.ts';
import type { Scenario } from '../scenario.ts';
import type { Problem } from './problem.ts';

/** Models read what is there, in one direction; their grain is made of their columns; one mart is incremental. */
export function checkModels(scenario: Scenario): Problem[] {
  const graph = modelGraph(scenario);
  const marts = new Set(scenario.marts.map(({ name }) => name));
  const known = new Set(graph.keys());
  const incremental = scenario.marts.filter((mart) => mart.incremental);
  const single: Problem[] =
    incremental.length === 1
      ? []
      : [{ path: 'marts', message: `Exactly one mart is incremental; ${incremental.length} are.` }];
  return [
    ...scenario.intermediate.flatMap((model, index) => [
      ...inputs(model, `intermediate[${index}]`, known),
      ...model.inputs
        .filter((input) => marts.has(input) || scenario.snapshots?.some(({ name }) => name === input))
        .map((input) => ({
          path: `intermediate[${index}].inputs`,
          message: `${model.name} reads the ${marts.has(input) ? 'mart' : 'snapshot'} ${input}: views between staging and marts read no mart and no snapshot.`,
        })),
      ...grain(model, `intermediate[${index}]`),
    ]),
    ...scenario.marts.flatMap((mart, index) => [
      ...martName(mart, `marts[${index}]`),
      ...inputs(mart, `marts[${index}]`, known),
      ...readsSomething(mart, `marts[${index}]`),
      ...grain(mart, `marts[${index}]`),
      ...loadTime(mart, `marts[${index}]`),
      ...bites(mart, `marts[${index}]`, scenario),
    ]),
    ...cyclic(graph).map((name) => ({ path: 'marts', message: `${name} reads itself, through other models.` })),
    ...scenario.singular_tests.flatMap((test, index) => inputs(test, `singular_tests[${index}]`, known)),
    ...(scenario.analyses ?? []).flatMap((analysis, index) => inputs(analysis, `analyses[${index}]`, known)),
    ...scenario.exposures.flatMap(({ name, depends_on }, index) =>
      inputs({ name, inputs: depends_on }, `exposures[${index}]`, marts),
    ),
    ...single,
  ];
}

function inputs(
  { name, inputs: read }: { readonly name: string; readonly inputs: readonly string[] },
  path: string,
  known: ReadonlySet<string>,
): Problem[] {
  return [
    ...read
      .filter((input) => !known.has(input))
      .map((input) => ({ path: `${path}.inputs`, message: `${name} reads ${input}, which is not there.` })),
    ...(new Set(read).size < read.length ? [{ path: `${path}.inputs`, message: `${name} names an input twice.` }] : []),
  ];
}

function martName({ name, declared_name: declared }: Mart, path: string): Problem[] {
  if (declared || /^(fct|dim|agg)_/.test(name)) return [];
  const message = `${name} is no mart's name: fct_{entity}, dim_{entity} or agg_{entity}, unless the customer declares it.`;
  return [{ path: `${path}.name`, message }];
}

function readsSomething({ name, inputs: read, calendar }: Mart, path: string): Problem[] {
  if (read.length > 0 !== (calendar !== undefined)) return [];
  const message = calendar ? `${name} is a calendar, which reads nothing.` : `${name} reads nothing.`;
  return [{ path: `${path}.inputs`, message }];
}

function grain(model: IntermediateModel | Mart, path: string): Problem[] {
  return model.grain
    .filter((column) => !model.columns.some(({ name }) => name === column))
    .map((column) => ({
      path: `${path}.grain`,
      message: `${model.name} has one row per ${column}, but no such column.`,
    }));
}

function loadTime({ name, incremental, columns }: Mart, path: string): Problem[] {
  if (!incremental) return [];
  const column = columns.find((candidate) => candidate.name === incremental.loaded_at);
  if (column?.type === 'timestamp') return [];
  const message = `${name} is incremental on ${incremental.loaded_at}, which must be a timestamp column of it.`;
  return [{ path: `${path}.incremental.loaded_at`, message }];
}

/** The demo lands a late row and a delivery that comes again: the mart must be able to meet both. */
function bites(mart: Mart, path: string, scenario: Scenario): Problem[] {
  if (!mart.incremental) return [];
  const { name } = mart;
  const fed = sourcesFeeding(scenario, mart);
  return [
    ...(mart.incremental.lookback_days > 0
      ? []
      : [
          {
            path: `${path}.incremental.lookback_days`,
            message: `${name} must look back at least a day, or it loses what arrives late.`,
          },
        ]),
    ...(fed.some(({ delivers_versions }) => delivers_versions)
      ? []
      : [
          {
            path: `${path}.inputs`,
            message: `${name} hangs on no source that delivers its rows again when they change.`,
          },
        ]),
  ];
}
