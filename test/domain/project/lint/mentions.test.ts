import { expect, it } from 'vitest';
import { lintMentions } from '../../../../src/domain/project/lint/mentions.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
import { checkScenario } from '../../../../src/domain/scenario/check/check-scenario.ts';
import { libraryInput, libraryScenario } from '../../fixtures/library.ts';

const scenario = libraryScenario(({ marts, talk_track, incidents, changes }) => {
  if (marts[0]) marts[0].purpose = 'One row per loan, as Rival-Soft had it.';
  talk_track.advanced = ['Say nothing of Rival Soft.'];
  if (incidents?.[0]) incidents[0].say = 'Rival Soft would have let it through.';
  if (changes?.[0]) changes[0].description = 'As in RIVAL SOFT.';
});

it('names the file, the line and the words that the customer must not read', () => {
  const project = renderProject(libraryInput({ scenario }), new Map());
  const findings = lintMentions(project, ['rival soft']);
  expect(findings.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['models/marts/fct_loans.sql', 'models/marts/docs.md']),
  );
  for (const { path, line, message } of findings) {
    expect(message).toBe('“rival soft” is not to be mentioned to this customer.');
    const files = [project.main, ...project.changes.values()].map(
      (each) => each.get(path)?.split('\n')[(line ?? 0) - 1],
    );
    expect(files).toContainEqual(expect.stringMatching(/rival.soft/i));
  }
  expect(lintMentions(project, ['no such words'])).toEqual([]);
});

it('finds words in the rows of a batch, and in names', () => {
  const project = renderProject(libraryInput(), new Map());
  expect(lintMentions(project, ['Kim, the new one']).map(({ path }) => path)).toEqual(['seeds/raw_desk__members.csv']);
  expect(lintMentions(project, ['dim members']).length).toBeGreaterThan(0);
});

it('is told of a scenario by its place, and leaves the sales engineer’s own lines alone', () => {
  expect(checkScenario(scenario, { unmentioned: ['Rival Soft'] }).map(({ path }) => path)).toEqual([
    'marts[0].purpose',
    'changes[0].description',
  ]);
  expect(checkScenario(scenario)).toEqual([]);
});
