import type { Evidence } from '../scenario/demonstration.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { fitCall, minutesOf } from './fit-call.ts';
import { withoutDangling } from './take-out.ts';

/** Puts something back where the whole scenario has it, after the nearest one before it that is still there. */
function inPlace<T>(items: readonly T[], item: T, all: readonly T[], idOf: (item: T) => string): T[] {
  const order = all.map(idOf);
  const place = order.indexOf(idOf(item));
  const after = items.findLastIndex((other) => {
    const position = order.indexOf(idOf(other));
    return position >= 0 && position < place;
  });
  return [...items.slice(0, after + 1), item, ...items.slice(after + 1)];
}

const idOf = ({ id }: { readonly id: string }): string => id;

/** The whole scenario's talk about something that has come back; the call lasts as long as before. */
function withTalk(scenario: Scenario, whole: Scenario, speaksOf: (evidence: Evidence) => boolean): Scenario {
  const minutes = minutesOf(scenario.talk_track.flow);
  let flow = scenario.talk_track.flow;
  for (const section of whole.talk_track.flow) {
    if (!section.shows.some(speaksOf) || flow.some(({ title }) => title === section.title)) continue;
    flow = inPlace(flow, section, whole.talk_track.flow, ({ title }) => title);
  }
  if (flow === scenario.talk_track.flow) return scenario;
  return withoutDangling({ ...scenario, talk_track: { ...scenario.talk_track, flow: fitCall(flow, minutes) } });
}

export function withIncident(scenario: Scenario, whole: Scenario, id: string): Scenario {
  const incident = whole.incidents.find((candidate) => candidate.id === id);
  if (!incident || scenario.incidents.some((other) => other.id === id)) return scenario;
  const incidents = inPlace(scenario.incidents, incident, whole.incidents, idOf);
  return withTalk({ ...scenario, incidents }, whole, ({ kind, name }) => kind === 'incident' && name === id);
}

export function withChange(scenario: Scenario, whole: Scenario, id: string): Scenario {
  const change = whole.changes.find((candidate) => candidate.id === id);
  if (!change || scenario.changes.some((other) => other.id === id)) return scenario;
  const changes = inPlace(scenario.changes, change, whole.changes, idOf);
  return withTalk({ ...scenario, changes }, whole, ({ kind, name }) => kind === 'change' && name === id);
}

export function withDemonstration(scenario: Scenario, whole: Scenario, id: string): Scenario {
  const demonstration = whole.demonstrations.find((candidate) => candidate.id === id);
  if (!demonstration || scenario.demonstrations.some((other) => other.id === id)) return scenario;
  return withoutDangling({ ...scenario, demonstrations: [...scenario.demonstrations, demonstration] });
}

/** With metrics, the business questions that they answer, the demonstrations that need them, and the talk about them. */
export function withSemanticLayer(scenario: Scenario, whole: Scenario): Scenario {
  if (scenario.semantic_layer || !whole.semantic_layer) return scenario;
  const measured = ({ kind }: Evidence): boolean => kind === 'metric' || kind === 'saved_query';
  const needing = whole.demonstrations.filter(
    ({ id, shows }) => shows.every(measured) && !scenario.demonstrations.some((other) => other.id === id),
  );
  const demonstrations = [...needing, ...scenario.demonstrations].slice(0, 10);
  const questions = withQuestions(scenario, whole);
  return withTalk({ ...scenario, ...questions, semantic_layer: whole.semantic_layer, demonstrations }, whole, measured);
}

function withQuestions(
  { business_questions: asked = [] }: Scenario,
  { business_questions: all = [] }: Scenario,
): Pick<Scenario, 'business_questions'> {
  const measured = all.filter(({ answered_by: by }) => by.kind === 'saved_query');
  const missing = measured.filter(({ id }) => !asked.some((other) => other.id === id));
  const questions = missing.reduce<typeof asked>((some, question) => inPlace(some, question, all, idOf), asked);
  return questions.length > 0 ? { business_questions: questions } : {};
}
