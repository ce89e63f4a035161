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
