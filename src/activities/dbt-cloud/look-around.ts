import type { DbtCloud } from '../../integrations/platform/dbt-cloud/open-dbt-cloud.ts';
import { markerOf } from '../../integrations/repository/github/marker.ts';
import { knownResources } from '../../integrations/terraform/known-resources.ts';
import type { StepContext } from '../as-step.ts';
import type { InfrastructureInput } from './contract.ts';
import { productionSchema, workingFolderOf } from './infrastructure-request.ts';
import { openAccounts } from './open-accounts.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';
import { type Sorted, sortStanding } from './sort-standing.ts';
import { reachable } from './warehouse-fields.ts';

/** The account of a build, as it stands before or after a run of Terraform. */
export interface LookAround {
  readonly cloud: DbtCloud;
  readonly marker: string;
  look(): Promise<Sorted>;
}

/** Opens the account for looking at what stands there under the build's marker. */
export async function lookAround(
  deps: AccountDeps,
  input: InfrastructureInput,
  context: StepContext,
): Promise<LookAround> {
  const { buildId, access, warehouse } = input;
  const cloud = await openBuildDbtCloud(deps, access, context);
  const accounts = await openAccounts(deps, access);
  const marker = markerOf(buildId);
  const schema = await productionSchema(deps.artifacts, input.project);
  return {
    cloud,
    marker,
    async look() {
      const state = deps.services.terraform.stateOf(buildId);
      return sortStanding(await cloud.inventory(marker), {
        known: await knownResources(workingFolderOf(deps, buildId), state),
        schema,
        warehouse: reachable(warehouse),
        hasConnection: accounts.value('dbt_cloud_connection_id') !== undefined,
        schedules: (input.schedules ?? []).map(({ id }) => id),
      });
    },
  };
}

/** Progress that carries a percentage, as that of Terraform does. */
export function atPercent(percent: number, { signal, progress }: StepContext): StepContext {
  return { signal, progress: (line) => progress(`${percent} %: ${line}`) };
}
