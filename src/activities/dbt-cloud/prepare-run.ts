import { awaitOutlivedRun } from '../../integrations/terraform/outlived-run.ts';
import type { TerraformRequest } from '../../integrations/terraform/request.ts';
import { TerraformError } from '../../integrations/terraform/terraform-error.ts';
import type { StepContext } from '../as-step.ts';
import type { InfrastructureInput } from './contract.ts';
import { infrastructureRequest } from './infrastructure-request.ts';
import { removeLeftFolders } from './left-folders.ts';
import { atPercent, type LookAround, lookAround } from './look-around.ts';
import type { AccountDeps } from './services.ts';
import type { Sorted } from './sort-standing.ts';

export interface PreparedRun {
  /** Adopts what the account has by now. */
  readonly request: TerraformRequest;
  readonly sorted: Sorted;
  /** For looking again, after the run. */
  readonly around: LookAround;
}

/** Looks at what the account has of a build, and makes the request for a run of Terraform that goes on with it. */
export async function prepareRun(
  deps: AccountDeps,
  input: InfrastructureInput,
  context: StepContext,
): Promise<PreparedRun> {
  const request = await infrastructureRequest(deps, input, context);
  await removeLeftFolders(deps, input.buildId);
  const looking = atPercent(5, context);
  await awaitOutlivedRun(request.folder, {
    signal: context.signal,
    onWait: () => looking.progress('Waiting for a run of Terraform that goes on from before'),
  });
  const around = await lookAround(deps, input, looking);
  looking.progress('Looking at what dbt Cloud has of this demo');
  const sorted = await around.look();
  return { request: { ...request, adopt: sorted.adopt }, sorted, around };
}

/** Whether the state has something that dbt Cloud no longer shows. */
export function isGone(error: unknown): boolean {
  return error instanceof TerraformError && error.code === 'terraform-gone';
}
