import { shellLine } from '../../run-plan/cloud-steps.ts';
import { plannedCommands } from '../../run-plan/planned-commands.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { markdownLine } from '../plain-text.ts';
import { markdownTable } from './markdown-table.ts';

/** How production is run and when, for the front page; nothing where it is one build at one time. */
export function productionSection(scenario: Scenario): string[] {
  const { run_plan: plan, schedules = [] } = scenario;
  if (!plan && schedules.length === 0) return [];
  return [
    '## Production',
    ...(plan ? commandsOf(scenario) : []),
    ...(schedules.length > 0
      ? [
          'It runs by itself, in UTC:',
          markdownTable(
            ['Schedule', 'When', 'What'],
            schedules.map(({ title, cron, full_refresh }) => [
              markdownLine(title),
              `\`${cron}\``,
              full_refresh ? 'everything from nothing (`--full-refresh`)' : 'what is new',
            ]),
          ),
        ]
      : []),
  ];
}

function commandsOf(scenario: Scenario): string[] {
  if (scenario.run_plan?.kind === 'by-model') {
    return [
      'The production job builds model by model, in the order of dbt’s graph: what does not hang on a failed one goes on. In dbt Cloud it is one `dbt build`, which does the same.',
    ];
  }
  const lines = (plannedCommands(scenario) ?? []).map(({ args }) => shellLine(args));
  return [
    'The production job runs these commands, in this order; a red one ends it, and it goes on from there when it is tried again:',
    `\`\`\`shell\n${lines.join('\n')}\n\`\`\``,
  ];
}
