import { rm } from 'node:fs/promises';
import type { AccountAccess } from '../../domain/accounts/account-access.ts';
import { FoundryError } from '../../domain/foundry-error.ts';
import { markerOf } from '../../integrations/repository/github/marker.ts';
import { destroy } from '../../integrations/terraform/destroy.ts';
import { awaitOutlivedRun } from '../../integrations/terraform/outlived-run.ts';
import type { StepContext } from '../as-step.ts';
import type { InfrastructureInput } from './contract.ts';
import { infrastructureLeft } from './infrastructure-left.ts';
import { infrastructureRequest, workingFolderOf } from './infrastructure-request.ts';
import { removeLeftFolders } from './left-folders.ts';
import { atPercent } from './look-around.ts';
import { openBuildDbtCloud } from './open-services.ts';
import type { AccountDeps } from './services.ts';

/**
 * Removes all that a build has in dbt Cloud: by Terraform what its state knows, then by the Admin API whatever else stands
 * under the build's marker. Where Terraform cannot run, the interface alone does it.
 * @throws StepError `infrastructure-left` with what stands still
 */
export function destroyInfrastructure(
  deps: AccountDeps,
): (input: InfrastructureInput, context: StepContext) => Promise<void> {
  return async (input, context) => {
    const { buildId } = input;
    await removeLeftFolders(deps, buildId);
    await awaitOutlivedRun(workingFolderOf(deps, buildId), {
      signal: context.signal,
      onWait: () => atPercent(5, context).progress('Waiting for a run of Terraform that goes on from before'),
    });
    await byTerraform(deps, input, context);

    const removing = atPercent(95, context);
    removing.progress('Looking whether anything is left in dbt Cloud');
    const cloud = await openBuildDbtCloud(deps, onlyToken(input.access), removing);
    const inventory = await cloud.inventory(markerOf(buildId));
    const { remaining } = inventory.standing.length > 0 ? await cloud.remove(inventory) : { remaining: [] };
    if (remaining.length > 0) throw infrastructureLeft(remaining);
    await deps.services.terraform.stateOf(buildId).drop();
    await rm(workingFolderOf(deps, buildId), { recursive: true, force: true });
    atPercent(100, context).progress('Nothing of this demo is left in dbt Cloud');
  };
}

/** Lets Terraform remove what it knows. What stands in its way is no obstacle where the interface can go on alone. */
async function byTerraform(deps: AccountDeps, input: InfrastructureInput, context: StepContext): Promise<void> {
  try {
    await destroy(await infrastructureRequest(deps, input, context));
  } catch (error) {
    if (!(error instanceof FoundryError) || isForAll(error)) throw error;
    deps.logger.warn({ build: input.buildId, code: error.code }, 'going on without Terraform');
  }
}

/** The interface needs no more: another secret that is lost does not keep a demo from being taken down. */
function onlyToken({ values, secrets: { dbt_cloud_token: token } }: AccountAccess): AccountAccess {
  return { values, secrets: token === undefined ? {} : { dbt_cloud_token: token } };
}

/** Failures that the interface would meet as well, or that come of a run which is not over. */
function isForAll({ code }: FoundryError): boolean {
  const codes: readonly string[] = [
    'terraform-busy',
    'terraform-cancelled',
    'terraform-rate-limited',
    'terraform-token-not-allowed',
    'terraform-token-refused',
    'terraform-unavailable',
    'terraform-unreachable',
    'vault-away',
  ];
  return codes.includes(code);
}
