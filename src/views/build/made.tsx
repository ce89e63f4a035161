import { unfinishedThings } from '../../domain/build/standing.ts';
import type { BuildState } from '../../domain/build/state.ts';

/** What exists outside the service already. */
export function Made({ state }: { readonly state: BuildState }) {
  const { repository, environment, runs } = state;
  const made = [
    ...(repository ? [`the repository ${repository.name} with ${repository.branches.length} branches`] : []),
    ...(environment ? [`environments with the schema ${environment.schema}`] : []),
    ...(environment?.schedule ? [`the production schedule (${environment.cron})`] : []),
    ...unfinishedThings(state),
    ...(runs.length > 0 ? [`${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`] : []),
  ];
  return (
    <p>
      <span class="label">Made so far</span> {made.length > 0 ? `${made.join('; ')}.` : 'Nothing outside this service.'}
    </p>
  );
}
