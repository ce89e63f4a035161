import { sourceId } from '../../naming/names.ts';
import { testNames } from '../../naming/test-names.ts';
import type { Known } from '../../rehearsal/say-number.ts';
import { spokenText } from '../../rehearsal/spoken-text.ts';
import type { Evidence } from '../../scenario/demonstration.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { markdownLine } from '../plain-text.ts';

/** A demo on one page for the SE: what it shows for which pain, how it is built, and the talk track. Not for the customer. */
export function renderSummary(scenario: Scenario, { company }: { readonly company: string }, known: Known): string {
  const line = (text: string) => markdownLine(spokenText(text, known));
  const { business_context: context, talk_track: track, sources, intermediate, marts } = scenario;
  const minutes = track.flow.reduce((sum, section) => sum + section.minutes, 0);
  return paragraphs([
    `# ${markdownLine(scenario.title)}`,
    `For ${markdownLine(company)}. ${markdownLine(context.summary)}`,
    bullets(context.objectives.map(markdownLine)),
    '## What it shows',
    ...scenario.demonstrations.flatMap(({ title, pain_point, how, shows }) => [
      `### ${markdownLine(title)}`,
      `*Pain:* ${markdownLine(pain_point)}`,
      line(how),
      `Show: ${evidenceList(shows)}`,
    ]),
    '## How it is built',
    bullets([
      `${sources.length} sources: ${sources.map((source) => `\`${sourceId(source)}\``).join(', ')}`,
      `${intermediate.length} views between staging and marts: ${names(intermediate)}`,
      `${marts.length} marts: ${names(marts)}`,
      ...marts.flatMap(({ name, incremental }) =>
        incremental ? [`incremental: \`${name}\`. ${markdownLine(incremental.reason)}`] : [],
      ),
      ...counted('reference seeds', scenario.reference_seeds),
      ...counted('snapshots', scenario.snapshots),
      ...counted('macros', scenario.macros),
      ...counted('analyses', scenario.analyses),
      `${testNames(scenario).length} data tests`,
      ...(scenario.semantic_layer ? [`${scenario.semantic_layer.metrics.length} metrics`] : []),
    ]),
    '## Talk track',
    `### Get started`,
    bullets(track.get_started.map(line)),
    `### Demo flow, ${minutes} minutes`,
    ...track.flow.flatMap(({ title, minutes: length, say, do: action, shows }, index) => [
      `#### ${index + 1}. ${markdownLine(title)} (${length} min)`,
      `Say: ${line(say)}`,
      `Do: ${line(action)}`,
      ...(shows.length > 0 ? [`Show: ${evidenceList(shows)}`] : []),
    ]),
    ...(track.advanced.length > 0 ? ['### Advanced', bullets(track.advanced.map(line))] : []),
    ...(scenario.notes.length > 0
      ? [
          '## Notes',
          bullets(scenario.notes.map(({ kind, text }) => `${kind.replace('_', ' ')}: ${markdownLine(text)}`)),
        ]
      : []),
  ]);
}

function counted(what: string, list: readonly { readonly name: string }[] | undefined): string[] {
  return list ? [`${what}: ${names(list)}`] : [];
}

function names(models: readonly { readonly name: string }[]): string {
  return models.map(({ name }) => `\`${name}\``).join(', ');
}

function evidenceList(shows: readonly Evidence[]): string {
  return shows.map(({ kind, name }) => `${kind.replace('_', ' ')} \`${name}\``).join(', ');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
