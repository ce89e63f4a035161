import { type NamedTest, testNames } from '../../naming/test-names.ts';
import { cloudSteps } from '../../run-plan/cloud-steps.ts';
import { withoutNumbers } from '../../scenario/blank-in-words.ts';
import type { Incident } from '../../scenario/incident.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { batchBranch } from '../batch.ts';
import { markdownLine } from '../plain-text.ts';

/** The guide to planned data-quality failures that lies in the repository, for the customer's eyes. */
export function qualityGuide(scenario: Scenario): string {
  const tests = testNames(scenario);
  const introduction = [
    '# Data quality, seen at work',
    `${tests.length} tests state the rules that this data keeps. \`dbt build\` runs them where the data passes: when a rule breaks, everything that would be built on the bad rows is skipped, and the tables that people read keep their last good rows.`,
  ];
  const incidents = scenario.incidents.flatMap((incident) => incidentSections(incident, tests, scenario));
  return `${[...introduction, ...incidents].join('\n\n')}\n`;
}

/** Without a plan, production is this. */
const oneBuild = 'dbt build --exclude "config.schema:raw" --exclude-resource-type unit_test';

function incidentSections(incident: Incident, tests: readonly NamedTest[], scenario: Scenario): string[] {
  const { fails, skips, protects } = incident.promise;
  const branch = batchBranch({ kind: 'incident', incident: incident.id, on: 'day-one' });
  // What is skipped is promised of production as it is run: a plan that stops at a red command skips more than one build.
  const production = (cloudSteps(scenario) ?? [oneBuild]).join(' &&\n');
  return [
    `## ${markdownLine(withoutNumbers(incident.title))}`,
    markdownLine(withoutNumbers(incident.story)),
    `Where: \`${incident.source}\`.`,
    scenario.run_plan ? 'What the production job shows:' : 'What `dbt build` shows:',
    [
      ...fails.map((name) => `- fails: ${testLine(name, tests)}`),
      `- skipped: ${code(skips)}`,
      `- keeps its good rows: ${code(protects)}`,
    ].join('\n'),
    `See it in a clone, after a first \`dbt seed\` and \`dbt build\`:`,
    `\`\`\`shell
git checkout origin/${branch} -- seeds
dbt seed
${production}
\`\`\``,
    `Mend it: ${markdownLine(withoutNumbers(incident.mend))}`,
    `\`\`\`shell
git checkout main -- seeds
dbt seed
${production}
\`\`\``,
  ];
}

function testLine(name: string, tests: readonly NamedTest[]): string {
  const test = tests.find((candidate) => candidate.name === name);
  if (!test) return `\`${name}\``;
  const where = test.column ? `\`${test.on}.${test.column}\`` : `\`${test.on}\``;
  return `\`${name}\` on ${where}${test.description ? `: ${markdownLine(withoutNumbers(test.description))}` : ''}`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
