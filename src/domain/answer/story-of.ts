import { testNames } from '../naming/test-names.ts';
import { expectedRed } from '../run-plan/expected-red.ts';
import type { Evidence } from '../scenario/demonstration.ts';
import { modelGraph, skippedBy } from '../scenario/graph.ts';
import type { Incident } from '../scenario/incident.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { StoryAnswer } from './story.ts';

type Story = Pick<Scenario, 'demonstrations' | 'incidents' | 'changes' | 'talk_track' | 'likely_questions'>;

const features = ['lineage', 'docs', 'contracts', 'incremental', 'schedule', 'ci', 'git', 'freshness'] as const;

/**
 * The story's part of a scenario.
 *
 * @param project the scenario without a story: what an incident skips and protects follows from its models
 */
export function storyOf(answer: StoryAnswer, project: Scenario): Story {
  const { demonstrations, changes, talk_track, likely_questions } = answer;
  return {
    demonstrations: demonstrations.map(({ id, pain_point, title, how, shows }) => ({
      id,
      pain_point,
      title,
      how,
      shows: evidence(shows),
    })),
    incidents: answer.incidents.map((incident) => incidentOf(incident, project)),
    changes: changes.map(({ ci, fails, moves, adds_columns, ...change }) => ({
      ...change,
      adds_columns: adds_columns.map(({ model, ...column }) => ({ model, column })),
      promise: ci === 'red' ? { ci, fails } : { ci, ...(moves === '' ? {} : { moves }) },
    })),
    talk_track: {
      ...talk_track,
      flow: talk_track.flow.map(({ minutes, shows, ...section }) => ({
        ...section,
        minutes: Math.max(1, Math.round(minutes)),
        shows: evidence(shows),
      })),
    },
    ...(likely_questions.length === 0 ? {} : { likely_questions }),
  };
}

/** What dbt holds back when the named tests fail is computed, not asked for. */
function incidentOf(
  { failing_tests: fails, ...incident }: StoryAnswer['incidents'][number],
  project: Scenario,
): Incident {
  const failing = testNames(project).filter(({ name }) => fails.includes(name));
  // Where only dbt can tell what a run plan builds, what hangs on the tests is sure to be skipped.
  const parents = failing.map((test) => test.parents);
  const skips = [...(expectedRed(project, failing)?.skipped ?? skippedBy(modelGraph(project), parents))];
  const { id, title, story, source, say, mend } = incident;
  const protects = project.marts.map(({ name }) => name).filter((name) => skips.includes(name));
  return { id, title, story, source, promise: { fails, skips, protects }, say, mend };
}

function evidence(shows: StoryAnswer['demonstrations'][number]['shows']): Evidence[] {
  return shows.flatMap(({ kind, name }): Evidence[] => {
    if (kind !== 'feature') return [{ kind, name }];
    const feature = features.find((known) => known === name);
    return feature === undefined ? [] : [{ kind, name: feature }];
  });
}
