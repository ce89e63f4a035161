import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { LivePage } from '../../../src/views/live/live-page.tsx';
import { Outcome } from '../../../src/views/live/outcome.tsx';
import { ScenarioPanel } from '../../../src/views/scenario/scenario-panel.tsx';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { aReport, aRun } from '../fixtures/reports.ts';
import { asking, provisioned } from '../fixtures/states.ts';

const scenario = libraryScenario(({ incidents, changes, talk_track: track, likely_questions: questions }) => {
  for (const incident of incidents ?? []) incident.say = 'It stopped {failures:every_loan_has_a_member} loans.';
  for (const change of changes ?? []) change.say = 'It reads {rows:fct_loans} loans.';
  for (const stop of track.flow) stop.say = 'Here are {rows:fct_loans} loans.';
  for (const question of questions ?? []) question.answer = 'There are {tests} tests.';
});
const failing = {
  ...{ uniqueId: 'test.every_loan_has_a_member', name: 'every_loan_has_a_member', type: 'test', status: 'fail' },
  ...{ failures: 37, message: null, seconds: 0.1 },
};
const report = { ...aReport(true, '0'.repeat(64)), rowCounts: [{ relation: 'fct_loans', dayOne: 7, nextDay: 9 }] };
const results = { ...aRun('production', null, true), nodes: [failing] };
const known = { results, report };
const live = asking('live', { ...provisioned, landed: 'unknown-members-on-day-one' });
const textOf = async (view: Parameters<typeof htmlOf>[0]) => (await htmlOf(view)).replace(/<[^>]*>/g, '');

test('what is said of a landed incident has its numbers filled in', async () => {
  const run = {
    ...{ id: 'run', job: 'production', status: 'red' },
    asPromised: true,
    seconds: 1,
    endedAt: '',
    results: '',
  };
  const text = await textOf(
    <Outcome
      state={live}
      scenario={scenario}
      run={run as Parameters<typeof Outcome>[0]['run']}
      {...{ results, known }}
    />,
  );
  expect(text).toContain('It stopped 37 loans.');
  expect(text).not.toContain('{');
});

test('the page of the call leaves no blank in its texts, incidents and pull requests among them', async () => {
  const text = await textOf(
    <LivePage
      {...{ state: live, scenario, known, runs: [], painPoints: [] }}
      production={undefined}
      statistics={undefined}
      temporalUrl={undefined}
      lastDay="2026-11-20"
    />,
  );
  expect(text).toContain('It stopped 37 loans.');
  expect(text).toContain('It reads 7 loans.');
  expect(text).not.toMatch(/\{(rows|failures|tests)/);
});

test('the review says in words which numbers will stand there', async () => {
  const state = asking('review-scenario', {});
  const text = await textOf(<ScenarioPanel state={state} scenario={scenario} painPoints={[]} />);
  expect(text).toContain('It stopped (how many rows every_loan_has_a_member finds) loans.');
  expect(text).toContain('Here are (how many rows fct_loans has) loans.');
  expect(text).not.toMatch(/\{(rows|failures|tests)/);
});
