import { testNames } from '../naming/test-names.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { referenceFolder } from './render/reference-seeds.ts';
import type { ProjectFiles } from './render-input.ts';

/** How much a project holds. `rows` are the raw rows of day one, reference seeds' left out; `files` those of the main branch. */
export interface ProjectStatistics {
  readonly sources: number;
  readonly models: number;
  readonly tests: number;
  readonly unitTests: number;
  readonly seeds: number;
  readonly rows: number;
  readonly metrics: number;
  readonly exposures: number;
  readonly files: number;
}

export function projectStatistics(scenario: Scenario, main: ProjectFiles): ProjectStatistics {
  const all = [...main];
  const seeds = all.filter(([path]) => path.startsWith('seeds/') && path.endsWith('.csv'));
  const units = all.filter(([path]) => path.endsWith('unit_tests.yml'));
  return {
    sources: scenario.sources.length,
    models: all.filter(([path]) => path.startsWith('models/') && path.endsWith('.sql')).length,
    tests: testNames(scenario).length,
    unitTests: units.reduce((count, [, text]) => count + (text.match(/^ {2}- name:/gm)?.length ?? 0), 0),
    seeds: seeds.length,
    rows: seeds
      .filter(([path]) => !path.startsWith(`${referenceFolder}/`))
      .reduce((count, [, text]) => count + recordCount(text), 0),
    metrics: scenario.semantic_layer?.metrics.length ?? 0,
    exposures: scenario.exposures.length,
    files: main.size,
  };
}

/** Records of a CSV below its header; a line end within quotes ends none. */
function recordCount(csv: string): number {
  let quoted = false;
  let lines = 0;
  for (const sign of csv) {
    if (sign === '"') quoted = !quoted;
    else if (sign === '\n' && !quoted) lines += 1;
  }
  return Math.max(0, lines - 1);
}
