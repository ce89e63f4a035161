import { phrasesIn } from '../blueprint/phrases.ts';
import { markdownLine } from '../project/plain-text.ts';
import type { Evidence } from '../scenario/demonstration.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { countedIn } from './number-shown.ts';
import type { Known } from './say-number.ts';

/** What a customer gets after the call, on one page: what they asked, what they saw, what is open. */
export interface FollowUp {
  readonly title: string;
  readonly summary: string;
  readonly shown: readonly FollowedWish[];
  /** Numbers that were counted differently, and the definition that settles each. */
  readonly settled: readonly { readonly about: string; readonly by: string }[];
  readonly open: readonly string[];
}

interface FollowedWish {
  readonly asked: string;
  readonly title: string;
  /** What was on screen, such as `the model fct_orders`. */
  readonly seen: readonly string[];
  readonly number: string | undefined;
}

/** The follow-up of a demo, with numbers of its last run. Nothing of it was only said or only thought. */
export function followUpOf(scenario: Scenario, known: Known): FollowUp {
  return {
    title: scenario.title,
    summary: scenario.business_context.summary,
    shown: scenario.demonstrations.map(({ pain_point, title, shows }) => {
      const number = countedIn(shows, scenario, known);
      return {
        asked: pain_point,
        title,
        seen: shows.map((shown) => inWords(shown, scenario)),
        number: number && `${number.value} ${number.of}`,
      };
    }),
    settled: (scenario.disagreements ?? []).map(({ about, settled_by }) => ({ about, by: settled_by })),
    open: scenario.notes.flatMap(({ kind, text }) => (kind === 'not_met' ? [text] : [])),
  };
}

/** The follow-up as a file to send. */
export function renderFollowUp(followUp: FollowUp, { company }: { readonly company: string }): string {
  const { title, summary, shown, settled, open } = followUp;
  const parts = [
    `# ${markdownLine(title)}`,
    `For ${markdownLine(company)}. ${markdownLine(summary)}`,
    '## Asked and shown',
    ...shown.flatMap((wish) => [
      `**${markdownLine(wish.asked)}**`,
      [
        `- Shown: ${markdownLine(wish.title)}`,
        `- On screen: ${wish.seen.map(markdownLine).join(', ')}`,
        ...(wish.number === undefined ? [] : [`- Number: ${markdownLine(wish.number)}`]),
      ].join('\n'),
    ]),
    ...(settled.length === 0
      ? []
      : [
          '## One definition',
          settled.map(({ about, by }) => `- ${markdownLine(about)}: ${markdownLine(by)}`).join('\n'),
        ]),
    '## Open',
    open.length === 0
      ? 'Nothing that was asked for was set aside.'
      : open.map((wish) => `- ${markdownLine(wish)}`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What of a follow-up the customer must not read: the part, and the words. */
export function mentionsInFollowUp(
  { title, summary, shown, settled, open }: FollowUp,
  unmentioned: readonly string[],
): { readonly part: string; readonly entry: string }[] {
  const parts: [string, string][] = [
    ['the title', title],
    ['the summary', summary],
    ...shown.map((wish): [string, string] => [wish.title, [wish.asked, wish.title, ...wish.seen].join('\n')]),
    ...settled.map(({ about, by }): [string, string] => [about, `${about}\n${by}`]),
    ...open.map((wish): [string, string] => ['what is open', wish]),
  ];
  return parts.flatMap(([part, text]) => phrasesIn(text, unmentioned).map((entry) => ({ part, entry })));
}

function inWords({ kind, name }: Evidence, { incidents, changes, semantic_layer: layer, exposures }: Scenario): string {
  switch (kind) {
    case 'model':
    case 'test':
      return `the ${kind} ${name}`;
    case 'unit_test':
      return `the unit test ${name}`;
    case 'metric':
      return `the metric ${layer?.metrics.find((metric) => metric.name === name)?.label ?? name}`;
    case 'saved_query':
      return layer?.saved_queries.find((query) => query.name === name)?.question ?? name;
    case 'exposure':
      return exposures.find((exposure) => exposure.name === name)?.label ?? name;
    case 'incident':
      return `a bad delivery that was stopped: ${incidents.find(({ id }) => id === name)?.title ?? name}`;
    case 'change':
      return `a pull request: ${changes.find(({ id }) => id === name)?.title ?? name}`;
    case 'feature':
      return features[name];
  }
}

const features: Record<Extract<Evidence, { kind: 'feature' }>['name'], string> = {
  lineage: 'the lineage from source to dashboard',
  docs: 'the documentation',
  contracts: 'tables with a contract',
  incremental: 'a table that is built incrementally',
  schedule: 'the job that runs by itself',
  ci: 'the build of a pull request',
  git: 'the repository',
  freshness: 'the freshness of sources',
};
