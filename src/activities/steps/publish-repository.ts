import { allBatches, batchBranch, batchId, changeBranch } from '../../domain/project/batch.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { getTree } from '../../integrations/artifacts/tree.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, PublishInput } from '../contract.ts';
import { repositoriesOf } from '../dbt-cloud/repositories-of.ts';
import type { Dependencies } from '../dependencies.ts';

/** Branches that batches and changes have; all others are people's. */
const demoBranch = /^(batch|change)\//;

/**
 * Publishes a snapshot on this machine or, of a build with accounts, to GitHub: main, a branch for each batch, a branch for each change. Repeating it finds the commits that were
 * made before. Of the branches that no longer belong to the demo it deletes those that no person has committed to.
 */
export function publishRepository(
  deps: Dependencies,
): (input: PublishInput, context: StepContext) => ReturnType<Activities['publishRepository']> {
  const { artifacts } = deps;
  return async ({ buildId, company, name, project, revision, at, access }, context) => {
    const { progress } = context;
    const snapshot = await getJson(artifacts, snapshotSchema, project);
    const repositories = await repositoriesOf(deps, access, context, {
      description: oneLine(`dbt demo for ${company}`),
      topics: ['dbt', 'demo', snapshot.warehouse],
    });
    const scenario = await getJson(artifacts, scenarioSchema, snapshot.scenario);
    const main = await getTree(artifacts, snapshot.main);
    const repository = await repositories.create({ name, build: buildId });
    const once = `revision-${revision}-${project.slice(0, 16)}`;

    progress('main');
    const first = (await repositories.headOf(repository, 'main')) === undefined;
    const message = first
      ? `Initial demo project for ${company}`
      : `Revision ${revision} of the demo project for ${company}`;
    const commit = await repositories.commit({
      repository,
      branch: 'main',
      files: main,
      message: oneLine(message),
      at,
      once,
    });

    const wanted = new Set(['main']);
    const push = async (branch: string, digest: string, message: string) => {
      progress(branch);
      wanted.add(branch);
      const files = new Map([...main, ...(await getTree(artifacts, digest))]);
      await repositories.commit({ repository, branch, parent: commit, files, message: oneLine(message), at, once });
    };
    for (const batch of allBatches(scenario.incidents.map(({ id }) => id))) {
      const digest = snapshot.batches[batchId(batch)];
      if (digest !== undefined) await push(batchBranch(batch), digest, `Raw data: ${batchId(batch)}`);
    }
    for (const { id, title } of scenario.changes) {
      const digest = snapshot.changes[id];
      if (digest !== undefined) await push(changeBranch(id), digest, title);
    }

    for (const { name: branch, ours } of await repositories.branches(repository)) {
      if (ours && demoBranch.test(branch) && !wanted.has(branch)) await repositories.deleteBranch(repository, branch);
    }
    const webUrl = repositories.webUrl?.(repository);
    return {
      name: repository.name,
      cloneUrl: repositories.cloneUrl(repository),
      commit,
      project,
      branches: [...wanted].sort(),
      ...(webUrl === undefined ? {} : { webUrl }),
    };
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
