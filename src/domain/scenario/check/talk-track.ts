import { testNames } from '../../naming/test-names.ts';
import { modelGraph } from '../graph.ts';
import type { Scenario } from '../scenario.ts';
import { blanksIn, type SpokenNumber, spokenParts, unknownBlanks } from '../spoken-number.ts';
import type { Problem } from './problem.ts';

/** The flow of the talk track fits the call, where its length is known, and each number that it leaves open is there. */
export function checkTalkTrack(scenario: Scenario, callMinutes: number | undefined): Problem[] {
  const { flow } = scenario.talk_track;
  const minutes = flow.reduce((sum, section) => sum + section.minutes, 0);
  const long = callMinutes !== undefined && minutes > callMinutes;
  const message = `The talk track takes ${minutes} minutes, and the call has ${callMinutes}.`;
  return [...(long ? [{ path: 'talk_track.flow', message }] : []), ...checkNumbers(scenario), ...checkPlaces(scenario)];
}

function checkNumbers(scenario: Scenario): Problem[] {
  const { talk_track: track, likely_questions: questions = [], incidents, changes } = scenario;
  const texts: readonly [string, string][] = [
    ...track.flow.flatMap(({ say, do: action }, index): [string, string][] => [
      [`talk_track.flow[${index}].say`, say],
      [`talk_track.flow[${index}].do`, action],
    ]),
    ...track.get_started.map((text, index): [string, string] => [`talk_track.get_started[${index}]`, text]),
    ...track.advanced.map((text, index): [string, string] => [`talk_track.advanced[${index}]`, text]),
    ...questions.map(({ answer }, index): [string, string] => [`likely_questions[${index}].answer`, answer]),
    ...incidents.map(({ say }, index): [string, string] => [`incidents[${index}].say`, say]),
    ...changes.map(({ say }, index): [string, string] => [`changes[${index}].say`, say]),
  ];
  return texts.flatMap(([path, text]) => [
    ...unknownBlanks(text).map((blank) => ({ path, message: `${blank} is no number that can be filled in.` })),
    ...spokenParts(text).flatMap((part) => {
      const missing = typeof part === 'string' ? undefined : missingFor(part, scenario);
      return missing === undefined ? [] : [{ path, message: `There is no ${missing} to take a number from.` }];
    }),
  ]);
}

/** What is written into files and pull requests stands there before any run: a blank would stay as it is. */
function checkPlaces({ title, business_context: context, demonstrations, incidents, changes }: Scenario): Problem[] {
  const texts: readonly [string, string][] = [
    ['title', title],
    ['business_context.summary', context.summary],
    ...context.objectives.map((text, index): [string, string] => [`business_context.objectives[${index}]`, text]),
    ...demonstrations.flatMap((shown, index): [string, string][] => [
      [`demonstrations[${index}].title`, shown.title],
      [`demonstrations[${index}].how`, shown.how],
    ]),
    ...incidents.flatMap((incident, index): [string, string][] => [
      [`incidents[${index}].title`, incident.title],
      [`incidents[${index}].story`, incident.story],
      [`incidents[${index}].mend`, incident.mend],
    ]),
    ...changes.flatMap((change, index): [string, string][] => [
      [`changes[${index}].title`, change.title],
      [`changes[${index}].description`, change.description],
    ]),
  ];
  return texts.flatMap(([path, text]) =>
    blanksIn(text).map((blank) => ({
      path,
      message: `${blank} is filled in where something is said on the call, not here.`,
    })),
  );
}

function missingFor(number: SpokenNumber, scenario: Scenario): string | undefined {
  switch (number.kind) {
    case 'rows':
      return modelGraph(scenario).has(number.model) ? undefined : `model ${number.model}`;
    case 'added':
    case 'changed':
      return scenario.marts.some(({ name }) => name === number.model) ? undefined : `mart ${number.model}`;
    case 'latest':
    case 'highest':
    case 'lowest': {
      const query = scenario.semantic_layer?.saved_queries.find(({ name }) => name === number.query);
      if (!query) return `saved query ${number.query}`;
      if (!query.metrics.includes(number.metric)) return `metric ${number.metric} in ${number.query}`;
      const isOrdered = query.group_by.length === 0 || query.group_by.some((item) => item.startsWith('metric_time__'));
      return number.kind !== 'latest' || isOrdered ? undefined : `time in ${number.query} for its latest number`;
    }
    case 'failures':
      return scenario.incidents.some(({ promise }) => promise.fails.includes(number.test))
        ? undefined
        : `incident that fails ${number.test}`;
    case 'tests':
      return testNames(scenario).length > 0 ? undefined : 'test';
  }
}
