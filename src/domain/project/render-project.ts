import { sourceId } from '../naming/names.ts';
import { type MaterialisedData, materialise, type RawData } from './data/materialise.ts';
import { changedVersion, mainVersion } from './render/changed-scenario.ts';
import { projectCode } from './render/project-code.ts';
import { seedCsv, seedPath } from './render/seeds.ts';
import { firstYear } from './render/time-spine.ts';
import type { ProjectFiles, RenderedProject, RenderInput } from './render-input.ts';

/**
 * Renders a complete dbt project: the main branch, and of every batch and change the files that differ from it.
 * Pure: the same input and template give the same bytes.
 *
 * @param template files that every project starts from, taken as they are
 * @param data the input's raw data, where it has been made already
 * @throws RenderError when a model's SQL is missing
 * @throws DataRuleError when rows do not fit their source
 */
export function renderProject(
  input: RenderInput,
  template: ProjectFiles,
  data: MaterialisedData = rawDataOf(input),
): RenderedProject {
  const { scenario, pieces, asOf } = input;
  const seeds = seedFiles(input, data.dayOne);
  const begins = firstYear(
    scenario.sources.map((source) => ({ source, rows: data.dayOne.get(sourceId(source)) ?? [] })),
    asOf,
  );

  const version = mainVersion(scenario, pieces);
  const code = new Map([...projectCode(input, version, begins), ...template]);
  const main = sorted(new Map([...code, ...seeds]));

  const batches = new Map(
    [...data.batches].map(([id, rows]) => [id, differing(main, seedFiles(input, rows))] as const),
  );
  const changes = new Map(
    scenario.changes.map((change) => {
      const changed = projectCode(input, changedVersion(version, change, pieces), begins);
      return [change.id, differing(main, changed)] as const;
    }),
  );
  return { main, batches, changes };
}

/** The raw data of every batch, as {@link materialise} makes it. @throws DataRuleError when rows do not fit their source */
export function rawDataOf({ scenario, pieces, dataVolume, asOf, shortId }: RenderInput): MaterialisedData {
  return materialise({ scenario, rows: pieces.rows, dataVolume, asOf, shortId });
}

function seedFiles({ scenario }: RenderInput, rows: RawData): Map<string, string> {
  return new Map(
    scenario.sources.flatMap((source) => {
      const delivered = rows.get(sourceId(source));
      return delivered ? [[seedPath(source), seedCsv(source, delivered)] as const] : [];
    }),
  );
}

function differing(main: ProjectFiles, files: ProjectFiles): ProjectFiles {
  return sorted(new Map([...files].filter(([path, content]) => main.get(path) !== content)));
}

function sorted(files: ReadonlyMap<string, string>): ProjectFiles {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
