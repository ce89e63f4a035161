import { phrasesIn } from '../blueprint/phrases.ts';
import { markdownLine } from '../project/plain-text.ts';
import type { Evidence } from '../scenario/demonstration.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { settlingMetric } from '../scenario/settling-metric.ts';
import { countedIn } from './number-shown.ts';
import { openWishes } from './open-wishes.ts';
import type { Known } from './say-number.ts';

/** What a customer gets after the call, on one page: what they asked, what they saw, what is open. */
export interface FollowUp {
  readonly title: string;
  readonly summary: string;
  readonly shown: readonly FollowedWish[];
  /** Answered by what was not on screen yet, such as an incident that nobody landed. */
  readonly toShow: readonly FollowedWish[];
  /** Numbers that were counted differently, and the definition that settles each. */
  readonly settled: readonly SettledNumber[];
  readonly open: readonly string[];
  /** For the SE, never in the file: wishes about the call that were left out of what is open. */
  readonly aside: readonly string[];
}

interface FollowedWish {
  readonly asked: string;
  readonly title: string;
  /** What was on screen, such as `the model fct_orders`. */
  readonly seen: readonly string[];
  /** What the demo has ready and was not on screen. */
  readonly ready: readonly string[];
  readonly number: string | undefined;
}

interface SettledNumber {
  readonly about: string;
  readonly by: string;
  /** The governed metric, with its number where it is known, such as `Net sales (net_sales): 4,200 EUR (2026-10)`. */
  readonly metric: string | undefined;
}

/**
 * The follow-up of a demo, with numbers of its last run. Nothing of it was only said or only thought.
 *
 * @param landed the ids of the incidents that were landed in this demo
 */
export function followUpOf(scenario: Scenario, known: Known, landed: ReadonlySet<string>): FollowUp {
  const wishes = scenario.demonstrations.map((one) => followed(one, scenario, known, landed));
  const { open, aside } = openWishes(scenario);
  const unseen = wishes.filter(({ seen, ready }) => seen.length + ready.length === 0).map(({ asked }) => asked);
  return {
    title: scenario.title,
    summary: scenario.business_context.summary,
    shown: wishes.filter(({ seen }) => seen.length > 0),
    toShow: wishes.filter(({ seen, ready }) => seen.length === 0 && ready.length > 0),
    settled: settledNumbers(scenario, known),
    open: [...new Set([...unseen, ...open])],
    aside,
  };
}

/** Numbers that were counted differently, each with its definition and the metric that is computed so. */
export function settledNumbers(scenario: Scenario, known: Known): SettledNumber[] {
  return (scenario.disagreements ?? []).map((one) => {
    const metric = settlingMetric(one, scenario.semantic_layer?.metrics ?? []);
    const number = metric && countedIn([{ kind: 'metric', name: metric.name }], scenario, known);
    const named = metric && `${metric.label} (${metric.name})`;
    return { about: one.about, by: one.settled_by, metric: number ? `${named}: ${number.value}` : named };
  });
}

function followed(
  { pain_point, title, shows }: Scenario['demonstrations'][number],
  scenario: Scenario,
  known: Known,
  landed: ReadonlySet<string>,
): FollowedWish {
  const ready = shows.filter(({ kind, name }) => kind === 'incident' && !landed.has(name));
  const seen = shows.filter(
    // A metric was seen when a run has given its number.
    (shown) => !ready.includes(shown) && (shown.kind !== 'metric' || countedIn([shown], scenario, known) !== undefined),
  );
  const number = countedIn(seen, scenario, known);
  return {
    asked: pain_point,
    title,
    seen: seen.map((shown) => inWords(shown, scenario)),
    ready: ready.map((shown) => inWords(shown, scenario, 'ready')),
    number: number && `${number.value} ${number.of}`,
  };
}

/** The follow-up as a file to send. */
export function renderFollowUp(followUp: FollowUp, { company }: { readonly company: string }): string {
  const { title, summary, shown, toShow, settled, open } = followUp;
  const list = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [heading, lines.join('\n')]);
  const parts = [
    `# ${markdownLine(title)}`,
    `For ${markdownLine(company)}. ${markdownLine(summary)}`,
    ...(shown.length === 0 ? [] : ['## Asked and shown', ...shown.flatMap(wishLines)]),
    ...(toShow.length === 0 ? [] : ['## Asked, and ready to be shown', ...toShow.flatMap(wishLines)]),
    ...list(
      '## One definition',
      settled.map(({ about, by, metric }) =>
        [
          `- ${markdownLine(about)}: ${markdownLine(by)}`,
          ...(metric === undefined ? [] : [`  Metric: ${markdownLine(metric)}`]),
        ].join('\n'),
      ),
    ),
    '## Open',
    open.length === 0
      ? 'Nothing that was asked for was set aside.'
      : open.map((wish) => `- ${markdownLine(wish)}`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function wishLines({ asked, title, seen, ready, number }: FollowedWish): string[] {
  const lines = [
    `- ${seen.length > 0 ? 'Shown' : 'Answered by'}: ${markdownLine(title)}`,
    ...(seen.length === 0 ? [] : [`- On screen: ${seen.map(markdownLine).join(', ')}`]),
    ...(ready.length === 0 ? [] : [`- Can be shown: ${ready.map(markdownLine).join(', ')}`]),
    ...(number === undefined ? [] : [`- Number: ${markdownLine(number)}`]),
  ];
  return [`**${markdownLine(asked)}**`, lines.join('\n')];
}

/** What of a follow-up the customer must not read: the part, and the words. */
export function mentionsInFollowUp(
  { title, summary, shown, toShow, settled, open }: FollowUp,
  unmentioned: readonly string[],
): { readonly part: string; readonly entry: string }[] {
  const parts: [string, string][] = [
    ['the title', title],
    ['the summary', summary],
    ...[...shown, ...toShow].map((wish): [string, string] => [
      wish.title,
      [wish.asked, wish.title, ...wish.seen, ...wish.ready].join('\n'),
    ]),
    ...settled.map(({ about, by, metric = '' }): [string, string] => [about, `${about}\n${by}\n${metric}`]),
    ...open.map((wish): [string, string] => ['what is open', wish]),
  ];
  return parts.flatMap(([part, text]) => phrasesIn(text, unmentioned).map((entry) => ({ part, entry })));
}

function inWords(
  { kind, name }: Evidence,
  { incidents, changes, semantic_layer: layer, exposures }: Scenario,
  when: 'seen' | 'ready' = 'seen',
): string {
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
      return `a bad delivery that ${when === 'seen' ? 'was' : 'is'} stopped: ${incidents.find(({ id }) => id === name)?.title ?? name}`;
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
