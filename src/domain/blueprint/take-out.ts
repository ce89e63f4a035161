import { withoutNumbers } from '../scenario/blank-in-words.ts';
import type { Demonstration, Evidence } from '../scenario/demonstration.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type SpokenNumber, spokenParts } from '../scenario/spoken-number.ts';
import { fitCall, minutesOf } from './fit-call.ts';
import { bareWords } from './phrases.ts';

/** Whether what a sentence points to is part of the scenario; what every scenario has always is. */
function isThere(scenario: Scenario, evidence: Evidence): boolean {
  switch (evidence.kind) {
    case 'metric':
      return scenario.semantic_layer?.metrics.some(({ name }) => name === evidence.name) ?? false;
    case 'saved_query':
      return scenario.semantic_layer?.saved_queries.some(({ name }) => name === evidence.name) ?? false;
    case 'incident':
      return scenario.incidents.some(({ id }) => id === evidence.name);
    case 'change':
      return scenario.changes.some(({ id }) => id === evidence.name);
    default:
      return true;
  }
}

function standing<T extends { readonly shows: readonly Evidence[] }>(scenario: Scenario, parts: readonly T[]): T[] {
  return parts.flatMap((part) => {
    const shows = part.shows.filter((evidence) => isThere(scenario, evidence));
    if (shows.length === part.shows.length) return [part];
    return shows.length === 0 ? [] : [{ ...part, shows }];
  });
}

/**
 * Takes out whatever points only to things that are gone; the talk track keeps its length. A scenario in which nothing
 * dangles comes back as it is.
 */
export function withoutDangling(scenario: Scenario): Scenario {
  const demonstrations: Demonstration[] = standing(scenario, scenario.demonstrations);
  const sections = standing(scenario, scenario.talk_track.flow);
  const flow =
    sections.length === scenario.talk_track.flow.length
      ? sections
      : fitCall(sections, minutesOf(scenario.talk_track.flow));
  return { ...scenario, demonstrations, talk_track: { ...scenario.talk_track, flow } };
}

/** Without metrics, and without everything that speaks of them. */
export function withoutSemanticLayer(scenario: Scenario): Scenario {
  const { semantic_layer: layer, business_questions: asked = [], ...rest } = scenario;
  if (!layer) return scenario;
  const questions = asked.filter(({ answered_by: by }) => by.kind !== 'saved_query');
  const labels = layer.metrics.map(({ label }) => bareWords(label)).filter((label) => label.includes(' '));
  const silent = (line: string): boolean => {
    const words = bareWords(line);
    return (
      !/\b(metrics?|semantic layer|saved quer(y|ies))\b/.test(words) && !labels.some((label) => words.includes(label))
    );
  };
  const { get_started, flow, advanced } = scenario.talk_track;
  const started = get_started.filter(silent);
  return withoutDangling({
    ...rest,
    ...(questions.length > 0 ? { business_questions: questions } : {}),
    changes: scenario.changes.filter(
      ({ kind, metric_columns, promise }) =>
        kind !== 'metric' && metric_columns.length === 0 && !(promise.ci === 'green' && promise.moves !== undefined),
    ),
    talk_track: {
      get_started: started.length > 0 ? started : get_started,
      flow: flow.map((section) => ({ ...section, say: withoutAnswers(section.say) })),
      advanced: advanced.filter(silent),
    },
  });
}

/** Without the sentences that leave room for a metric's number; a text of nothing else goes without the numbers alone. */
function withoutAnswers(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  const left = sentences.filter((sentence) => !spokenParts(sentence).some(isOfMetric));
  return left.length === sentences.length ? text : left.length > 0 ? left.join(' ') : withoutNumbers(text);
}

function isOfMetric(part: string | SpokenNumber): boolean {
  return typeof part !== 'string' && ['latest', 'highest', 'lowest'].includes(part.kind);
}

export function withoutIncident(scenario: Scenario, id: string): Scenario {
  return withoutDangling({ ...scenario, incidents: scenario.incidents.filter((incident) => incident.id !== id) });
}

export function withoutChange(scenario: Scenario, id: string): Scenario {
  const changes = scenario.changes.filter((change) => change.id !== id);
  const talk = scenario.talk_track;
  // With the last change goes what is said of pull requests before the call.
  const silent = talk.get_started.filter((line) => !/\bpull requests?\b/i.test(line));
  const get_started = changes.length === 0 && silent.length > 0 ? silent : talk.get_started;
  return withoutDangling({ ...scenario, changes, talk_track: { ...talk, get_started } });
}

export function withoutDemonstration(scenario: Scenario, id: string): Scenario {
  return { ...scenario, demonstrations: scenario.demonstrations.filter((demonstration) => demonstration.id !== id) };
}
