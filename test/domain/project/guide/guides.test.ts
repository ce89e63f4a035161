import { describe, expect, it } from 'vitest';
import { renderDataQualityGuide } from '../../../../src/domain/project/guide/data-quality-guide.ts';
import { renderSummary } from '../../../../src/domain/project/guide/summary.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { aReport } from '../../../views/fixtures/reports.ts';
import { libraryInput, libraryScenario } from '../../fixtures/library.ts';

describe('what the SE says', () => {
  const scenario = libraryScenario((input) => {
    for (const incident of input.incidents ?? []) incident.say = 'SECRET say';
    for (const change of input.changes ?? []) change.say = 'SECRET say';
    for (const shown of input.demonstrations) shown.pain_point = 'SECRET pain';
    for (const section of input.talk_track.flow) section.say = 'SECRET say';
    input.notes = [{ kind: 'assumed', text: 'SECRET note' }];
  });

  it('stands in the guides of the service', () => {
    expect(renderSummary(scenario, { company: 'City Library' }, {})).toContain('SECRET pain');
    expect(renderSummary(scenario, { company: 'City Library' }, {})).toContain('15 minutes');
    expect(renderDataQualityGuide(scenario, {})).toContain('SECRET say');
  });

  it('never reaches the repository', () => {
    const { main, batches, changes } = renderProject(libraryInput({ scenario }), new Map());
    for (const files of [main, ...batches.values(), ...changes.values()]) {
      for (const content of files.values()) expect(content).not.toContain('SECRET');
    }
  });
});

describe('numbers that are left open', () => {
  const scenario = libraryScenario(({ incidents, changes, talk_track: track }) => {
    for (const incident of incidents ?? []) {
      incident.say = 'The day kept {failures:every_loan_has_a_member} of them out.';
      incident.story = 'The desk sent {failures:every_loan_has_a_member} loans, of {rows:fct_loans}.';
      incident.mend = 'Look that {tests} tests pass and {latest:fees_by_month.fees} stands.';
    }
    for (const change of changes ?? []) change.say = 'It has {rows:fct_loans} rows.';
    for (const stop of track.flow) stop.do = 'Read out {rows:fct_loans}.';
  });
  const report = { ...aReport(true, '0'.repeat(64)), rowCounts: [{ relation: 'fct_loans', dayOne: 7, nextDay: 9 }] };

  it('are filled in the guides of the service, and told to be open until a run has shown them', () => {
    const guide = renderDataQualityGuide(scenario, { report });
    expect(guide).toContain('Say: It has 7 rows.');
    expect(guide).toContain('The day kept (a number that comes with the next run) of them out.');
    expect(renderSummary(scenario, { company: 'City Library' }, { report })).toContain('Do: Read out 7.');
    expect(guide).not.toContain('{');
  });

  it('read well without a number in the guide that is in the repository', () => {
    const guide = renderProject(libraryInput({ scenario }), new Map()).main.get('data_quality_demo_guide.md');
    expect(guide).toContain('The desk sent some loans, of some.');
    expect(guide).toContain('Look that all tests pass and the latest value stands.');
    expect(guide).not.toContain('{');
  });
});
