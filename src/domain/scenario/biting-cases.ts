import { sourceId } from '../naming/names.ts';
import { ancestors, modelGraph } from './graph.ts';
import type { Mart } from './model.ts';
import type { Scenario } from './scenario.ts';
import type { Source, SourceColumn } from './source.ts';
import { keyColumns } from './source-key.ts';

/**
 * What an incremental mart can get wrong on the next day: a row of the very day that it holds as its newest, a row
 * that was loaded before its newest, a part that arrives for an old row, a row that changed, a delivery that comes
 * again. All five land, so that a rehearsal shows whether the mart is right.
 */
export const bitingCases = ['same-day', 'late', 'late-part', 'changed', 'delivered-again'] as const;
export type BitingCase = (typeof bitingCases)[number];

/** One case, and the source whose next day brings it. */
export interface Bite {
  readonly bites: BitingCase;
  /** `system.table` */
  readonly source: string;
}

/** The cases that the incremental mart's sources have to bring; those that their columns cannot show are left out. */
export function bitesOf(scenario: Scenario): Bite[] {
  const mart = scenario.marts.find(({ incremental }) => incremental);
  if (!mart) return [];
  const fed = sourcesFeeding(scenario, mart);
  const main = mainSource(fed, mart);
  if (!main) return [];
  const part = partSource(fed, main, mart);
  const again = [main, part, ...fed].find((source) => source?.delivers_versions);
  const happens = eventColumn(main) !== undefined;
  return [
    ...(happens ? [{ bites: 'same-day' as const, source: sourceId(main) }] : []),
    { bites: 'late', source: sourceId(main) },
    ...(part ? [{ bites: 'late-part' as const, source: sourceId(part) }] : []),
    { bites: 'changed', source: sourceId(main) },
    ...(again ? [{ bites: 'delivered-again' as const, source: sourceId(again) }] : []),
  ];
}

/** The sources that a mart hangs on, directly or not. */
export function sourcesFeeding(scenario: Scenario, { name }: Pick<Mart, 'name'>): Source[] {
  const above = ancestors(modelGraph(scenario), name);
  return scenario.sources.filter((source) => above.has(sourceId(source)));
}

/** When a row of a source happened: its first date besides the load time, one that is always there if there is one. */
export function eventColumn({ columns, loaded_at }: Source): SourceColumn | undefined {
  const dates = columns.filter(({ name, type }) => name !== loaded_at && (type === 'date' || type === 'timestamp'));
  return dates.find(({ nullable }) => !nullable) ?? dates[0];
}

/**
 * The columns of a source that say which row of the mart its own row is a part of; none where it is the row itself or
 * where its columns do not tell.
 */
export function partColumns(source: Source, scenario: Scenario): readonly SourceColumn[] {
  const mart = scenario.marts.find(({ incremental }) => incremental);
  if (!mart) return [];
  const main = mainSource(sourcesFeeding(scenario, mart), mart);
  return main ? columnsOfWhole(source, main, mart) : [];
}

function staged({ name, staged_as }: SourceColumn): string {
  return staged_as ?? name;
}

/** The source whose rows the mart's rows are: it has the mart's key, or all of its grain, or at least what happens. */
function mainSource(fed: readonly Source[], { grain }: Mart): Source | undefined {
  const keyed = fed.find((source) => {
    const [key, ...more] = keyColumns(source);
    return key && more.length === 0 && grain.length === 1 && grain[0] === staged(key);
  });
  const whole = fed.find(({ columns }) => grain.every((name) => columns.some((column) => staged(column) === name)));
  const joined = fed.filter(({ columns }) => columns.some(({ references }) => references));
  return keyed ?? whole ?? joined.find((source) => eventColumn(source)) ?? joined[0] ?? fed[0];
}

/** A source with many rows for one of the mart's, at best one whose rows say when they happened. */
function partSource(fed: readonly Source[], main: Source, mart: Mart): Source | undefined {
  const parts = fed.filter((source) => columnsOfWhole(source, main, mart).length > 0);
  return parts.find((source) => eventColumn(source)) ?? parts[0];
}

/** Whether these columns name the source's own rows. */
function isWhole(key: readonly SourceColumn[], columns: readonly SourceColumn[]): boolean {
  return key.length > 0 && key.every((column) => columns.includes(column));
}

function columnsOfWhole(source: Source, main: Source, { grain }: Mart): readonly SourceColumn[] {
  const key = keyColumns(source);
  const ofGrain = grain.flatMap((name) => source.columns.find((column) => staged(column) === name) ?? []);
  if (ofGrain.length === grain.length && !isWhole(key, ofGrain)) return ofGrain;
  if (source === main) return [];
  return source.columns.filter(({ references }) => references?.source === sourceId(main)).slice(0, 1);
}
