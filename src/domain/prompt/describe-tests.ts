import { sourceId } from '../naming/names.ts';
import { type NamedTest, testNames } from '../naming/test-names.ts';
import { ancestors, modelGraph, skippedBy } from '../scenario/graph.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { describeCheck } from './describe-source.ts';
import { promptLine } from './fenced.ts';

/** Every test of a project by the name that dbt shows, with what it reads and holds. */
export function describeTests(project: Scenario): string {
  return testNames(project)
    .map((test) => `${test.name} (${place(test)}): ${rule(test)}`)
    .join('\n');
}

/**
 * The tests that an incident may fail by itself, with the source that it spoils and the marts that keep their rows then.
 * Left out are those that hold back no mart, and those that let bad rows into the incremental one.
 */
export function describeIncidentTests(project: Scenario): string {
  const graph = modelGraph(project);
  const marts = project.marts.map(({ name }) => name);
  const incremental = project.marts.filter((mart) => mart.incremental).map(({ name }) => name);
  const lines = testNames(project).flatMap((test) => {
    if (test.layer !== 'source' && test.layer !== 'staging') return [];
    const skipped = skippedBy(graph, [test.parents]);
    const kept = marts.filter((name) => skipped.includes(name));
    if (kept.length === 0) return [];
    const sources = project.sources.map(sourceId);
    return (
      sources
        // A delivery adds and alters rows: what a reference leads to cannot go missing by one.
        .filter((source) => test.on === source || ancestors(graph, test.on).has(source))
        .filter((source) => incremental.every((name) => !ancestors(graph, name).has(source) || skipped.includes(name)))
        .map((source) => `${source}: ${test.name} (${place(test)}, ${rule(test)}); keeps ${kept.join(', ')}`)
    );
  });
  return lines.length === 0 ? 'none' : lines.join('\n');
}

/** The rules that rows of a source have to hold further down: of marts that hang on it, and of tests that read them. */
export function describeRulesBeyond(scenario: Scenario, source: string): string[] {
  const graph = modelGraph(scenario);
  const reached = (name: string) => name === source || ancestors(graph, name).has(source);
  const sql = new Map(scenario.singular_tests.map((test) => [test.name, test.sql]));
  return testNames(scenario).flatMap((test) => {
    const given = test.layer === 'singular' || (test.layer === 'mart' && !/_is_never_empty$/.test(test.name));
    const grain = test.check.kind === 'unique' || test.check.kind === 'unique_combination';
    if (!given || grain || !test.parents.some(reached)) return [];
    const query = sql.get(test.name);
    return [
      `${test.name} (${place(test)}): ${rule(test)}${query === undefined ? '' : ` No row may come from: ${promptLine(query)}`}`,
    ];
  });
}

function place({ on, column, parents }: NamedTest): string {
  const others = parents.filter((parent) => parent !== on);
  return [`on ${on}${column === null ? '' : `.${column}`}`, ...others.map((other) => `reads ${other}`)].join(', ');
}

function rule({ check, description }: NamedTest): string {
  const said = description === undefined ? '' : promptLine(description);
  switch (check.kind) {
    case 'unique_combination':
      return `${check.columns.join(' and ')} together are unique`;
    case 'relationships':
      return `is found in ${check.to}.${check.field}`;
    case 'singular':
      return said;
    default:
      return said === '' ? describeCheck(check) : `${describeCheck(check)}. ${said}`;
  }
}
