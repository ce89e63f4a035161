import { projectName, schemaName } from '../../domain/naming/names.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';

/** Makes empty environments of a generation; an older generation's data goes. */
export function createEnvironments({ artifacts, environments }: Dependencies): Activities['createEnvironments'] {
  return async ({ buildId, generation, project }) => {
    const { companyName, shortId } = await getJson(artifacts, snapshotSchema, project);
    const environment = await environments.create({
      buildId,
      generation,
      project,
      profile: projectName(companyName),
      productionSchema: schemaName(companyName, shortId),
    });
    return { schema: environment.productionSchema };
  };
}

export function removeEnvironments({ environments }: Dependencies): Activities['removeEnvironments'] {
  return async ({ buildId }) => environments.remove(buildId);
}

/** Puts the production job on its schedule; a schedule that exists is brought up to date. */
export function createSchedule({ schedules }: Dependencies): Activities['createSchedule'] {
  return async (input) => ({ schedule: await schedules.put(input) });
}

export function deleteSchedule({ schedules }: Dependencies): Activities['deleteSchedule'] {
  return async ({ buildId }) => schedules.remove(buildId);
}

export function retireRepository({ repositories }: Dependencies): Activities['retireRepository'] {
  return async ({ buildId, archive }) => {
    const repository = await repositories.find(buildId);
    if (!repository) return;
    await (archive ? repositories.archive(repository) : repositories.remove(repository));
  };
}

/** Lets go of what the build held on to; the sweep removes what nothing else needs. */
export function releaseArtifacts({ roots }: Dependencies): Activities['releaseArtifacts'] {
  return async ({ buildId }) => roots.unroot(buildId);
}
