import type { Known } from '../../rehearsal/say-number.ts';
import { spokenText } from '../../rehearsal/spoken-text.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { markdownLine } from '../plain-text.ts';

/**
 * The SE's guide to incidents and changes: what to click, what is then seen, and what to say, with the numbers that are
 * known. Not for the customer.
 */
export function renderDataQualityGuide(scenario: Scenario, known: Known): string {
  const line = (text: string) => markdownLine(spokenText(text, known));
  const incidents = scenario.incidents.flatMap(({ title, story, source, promise, say, mend }) => [
    `## Incident: ${markdownLine(title)}`,
    line(story),
    [
      `1. Land the incident: the load job writes \`${source}\`, then production runs.`,
      `2. Red: ${code(promise.fails)}. Skipped: ${code(promise.skips)}.`,
      `3. ${code(promise.protects)} still ${promise.protects.length === 1 ? 'holds its' : 'hold their'} last good rows; staging views do show the bad ones.`,
      `4. Mend: ${line(mend)}`,
    ].join('\n'),
    `Say: ${line(say)}`,
  ]);
  const changes = scenario.changes.flatMap(({ title, description, alters, promise, say }) => [
    `## Change: ${markdownLine(title)}`,
    line(description),
    [
      `- alters ${code(alters)}`,
      promise.ci === 'red'
        ? `- CI is red: ${code(promise.fails)}`
        : `- CI is green${promise.moves ? `, and the answer of \`${promise.moves}\` moves` : ''}`,
    ].join('\n'),
    `Say: ${line(say)}`,
  ]);
  return `${['# Data quality and changes, for the presenter', ...incidents, ...changes].join('\n\n')}\n`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
