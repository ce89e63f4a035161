import type { BuildState } from '../../src/domain/build/state.ts';
import type { CloudAccounts } from '../setup/cloud-accounts.ts';
import type { Rows } from '../setup/dbt-cloud/state.ts';

/** How a demo stands in its accounts, without ids and times, which differ from one build to the next. */
export type CloudStanding = Awaited<ReturnType<typeof cloudStanding>>;

/** Reads everything that GitHub, dbt Cloud and the warehouse have, and how the build says that its steps ended. */
export async function cloudStanding({ github, dbtCloud, runs }: CloudAccounts, state: BuildState) {
  await runs.settled();
  const { state: cloud } = dbtCloud;
  // dbt Cloud keeps what was deleted, under a state that says so.
  const standing = (rows: Rows) => [...rows.values()].filter((row) => row.state !== 2);
  const named = (rows: Rows) =>
    standing(rows)
      .map(({ name, schema }) => String(name ?? schema ?? ''))
      .sort();
  return {
    dbtCloud: {
      projects: named(cloud.projects),
      repositories: standing(cloud.repositories).length,
      connections: standing(cloud.connections).length,
      credentials: standing(cloud.credentials).length,
      environments: named(cloud.environments),
      variables: named(cloud.variables),
      jobs: named(cloud.jobs),
      scheduled: standing(cloud.jobs)
        .map(({ name, triggers }) => [name, JSON.stringify(triggers)].join(' '))
        .sort(),
      semanticLayers: [standing(cloud.semanticConfigurations).length, standing(cloud.semanticCredentials).length],
      runs: [...cloud.runs.values()]
        .map(({ trigger, status }) => `${(trigger as Record<string, unknown>).cause} ${status}`)
        .sort(),
      unexpected: dbtCloud.unexpected,
    },
    github: github.state.repositories.map(({ name, isPrivate, archived, pulls, store }) => ({
      ...{ name, isPrivate, archived },
      pulls: pulls.map((pull) => `${pull.head} ${pull.state} ${pull.title}`).sort(),
      branches: store.branches().length,
    })),
    misuses: github.misuses,
    warehouse: await runs.schemas(),
    build: {
      ...{ phase: state.phase, landed: state.landed, begun: state.begun, left: state.left, outcome: state.outcome },
      steps: state.steps.map(({ name, subject = '', status }) => `${name} ${subject} ${status}`).sort(),
      runs: state.runs.map(({ id, job, subject, status, asPromised }) => ({ id, job, subject, status, asPromised })),
      pullRequests: state.pullRequests?.map(({ change }) => change),
    },
  };
}
