import { describe, expect, it } from 'vitest';
import { renderDataQualityGuide } from '../../../../src/domain/project/guide/data-quality-guide.ts';
import { renderSummary } from '../../../../src/domain/project/guide/summary.ts';
import { renderProject } from '../../../../src/domain/project/render-project.ts';
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
    expect(renderSummary(scenario, { company: 'City Library' })).toContain('SECRET pain');
    expect(renderSummary(scenario, { company: 'City Library' })).toContain('15 minutes');
    expect(renderDataQualityGuide(scenario)).toContain('SECRET say');
  });

  it('never reaches the repository', () => {
    const { main, batches, changes } = renderProject(libraryInput({ scenario }), new Map());
    for (const files of [main, ...batches.values(), ...changes.values()]) {
      for (const content of files.values()) expect(content).not.toContain('SECRET');
    }
  });
});
