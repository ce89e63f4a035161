import { unfinishedThings } from '../../domain/build/standing.ts';
import type { BuildState, EnvironmentState } from '../../domain/build/state.ts';
import { Elsewhere } from '../parts/elsewhere.tsx';

interface Thing {
  readonly words: string;
  readonly url?: string | undefined;
}

/** What exists outside the service already, with links to it. */
export function Made({ state }: { readonly state: BuildState }) {
  const made = madeIn(state);
  return (
    <p>
      <span class="label">Made so far</span>{' '}
      {made.map(({ words, url }, index) => (
        <>
          {index > 0 ? '; ' : ''}
          {url === undefined ? words : <Elsewhere url={url}>{words}</Elsewhere>}
        </>
      ))}
      {made.length > 0 ? '.' : 'Nothing outside this service.'}
    </p>
  );
}

function wordsOf({ cron, schedules }: EnvironmentState): string {
  if (!schedules) return `the production schedule (${cron})`;
  return `${schedules.length} production schedules (${schedules.map((one) => one.cron).join('; ')})`;
}

function madeIn(state: BuildState): Thing[] {
  const { repository, environment, infrastructure, pullRequests = [], runs } = state;
  return [
    ...(repository
      ? [
          {
            words: `the repository ${repository.name} with ${repository.branches.length} branches`,
            url: repository.webUrl,
          },
        ]
      : []),
    ...(infrastructure ? [{ words: 'the dbt Cloud project', url: infrastructure.urls.project }] : []),
    ...(environment ? [{ words: `environments with the schema ${environment.schema}` }] : []),
    ...(environment?.schedule ? [{ words: wordsOf(environment) }] : []),
    ...pullRequests.map(({ number, url }) => ({ words: `pull request ${number}`, url })),
    ...unfinishedThings(state).map((words) => ({ words })),
    ...(runs.length > 0 ? [{ words: `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}` }] : []),
  ];
}
