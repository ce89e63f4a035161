import { type AccountAccess, noAccess } from '../domain/accounts/account-access.ts';
import type { BuildState } from '../domain/build/state.ts';
import { repositories } from './activity-proxies.ts';
import type { BuildRun } from './build-run.ts';

/** Publishes the current revision's project, byte for byte what was rehearsed. */
export async function publishRepository(run: BuildRun): Promise<void> {
  const { state, revision } = run;
  const { project } = revision;
  if (project === undefined) throw new Error('nothing has been rendered to publish');
  state.repository = await run.step('publish-repository', {}, () =>
    repositories(state.target).publishRepository({
      buildId: state.id,
      company: state.company,
      name: state.repositoryName ?? `demo-${state.id}`,
      project,
      revision: revision.number,
      at: revision.at,
      ...publishedWith(state),
    }),
  );
}

/** What a step needs to reach the build's repository, where that is not on this machine. */
export function publishedWith({ target, access = noAccess }: BuildState): { readonly access?: AccountAccess } {
  return target === 'local' ? {} : { access };
}
