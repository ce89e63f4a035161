import type { Brief } from '../brief/brief.ts';
import { callOf, checkScenario } from '../scenario/check/check-scenario.ts';
import type { Problem } from '../scenario/check/problem.ts';
import { type ScenarioSection, scenarioSections } from '../scenario/scenario.ts';
import { noPipeline } from './pipeline.ts';
import { projectOf, type ScenarioAnswers } from './scenario-of.ts';
import { allSections, stageOfSection } from './sections.ts';
import { shapeProblems } from './shape-problems.ts';
import { storyOf } from './story-of.ts';

/** The answers that a scenario is made of, in the order in which they are asked for. */
export const stages = ['understanding', 'design', 'story'] as const satisfies readonly (keyof ScenarioAnswers)[];
export type Stage = (typeof stages)[number];

const emptyDesign: ScenarioAnswers['design'] = {
  intermediate: [],
  marts: [],
  singular_tests: [],
  metrics: [],
  saved_queries: [],
  exposures: [],
  ...noPipeline,
};

/**
 * What is wrong in one answer, given the ones before it, so that it can be mended before the next is asked for.
 *
 * @param kept sections that stay as they are, in this answer and in others: what no longer holds in them is this
 *   answer's fault as well
 */
export function problemsIn(
  stage: Stage,
  { understanding, design = emptyDesign, story }: Pick<ScenarioAnswers, 'understanding'> & Partial<ScenarioAnswers>,
  brief: Pick<Brief, 'call_minutes' | 'include_semantic_layer'> & Partial<Pick<Brief, 'must_not_mention'>>,
  kept: readonly ScenarioSection[] = [],
): Problem[] {
  const project = projectOf(understanding, design);
  const scenario = story ? { ...project, ...storyOf(story, project) } : project;
  const keys: readonly string[] = allSections
    .filter((section) => stageOfSection[section] === stage || kept.includes(section))
    .flatMap((section) => [...scenarioSections[section]]);
  const here = (path: string) =>
    keys.some((key) => path === key || (/^[.[]/.test(path.slice(key.length)) && path.startsWith(key)));
  const issues = shapeProblems(scenario).filter(({ path }) => here(path));
  if (issues.length > 0) return issues;
  return [
    ...checkScenario(scenario, callOf(brief)).filter(({ path }) => here(path)),
    ...(stage === 'design' && !kept.includes('semantic_layer')
      ? checkWishedLayer(design, brief.include_semantic_layer)
      : []),
  ];
}

function checkWishedLayer({ metrics, saved_queries }: ScenarioAnswers['design'], wanted: boolean): Problem[] {
  const path = 'semantic_layer';
  if (!wanted && metrics.length > 0)
    return [{ path, message: 'No semantic layer is asked for: leave metrics and saved queries empty.' }];
  if (wanted && metrics.length === 0)
    return [{ path, message: 'A semantic layer is asked for, and there is no metric.' }];
  if (wanted && saved_queries.length === 0)
    return [{ path, message: 'There is no saved query that asks for a metric.' }];
  return [];
}
