import type { PlanState } from '../../domain/build/infrastructure.ts';
import { demoOutputs } from '../../integrations/terraform/demo-module.ts';
import { previewProvision, provision } from '../../integrations/terraform/provision.ts';
import type { TerraformRequest } from '../../integrations/terraform/request.ts';
import type { StepContext } from '../as-step.ts';
import type { InfrastructureInput } from './contract.ts';
import { keepPlan } from './plan-state.ts';
import { isGone, prepareRun } from './prepare-run.ts';
import type { AccountDeps } from './services.ts';

/** Says what Terraform would do for a build, and changes nothing. */
export function planInfrastructure(
  deps: AccountDeps,
): (input: InfrastructureInput, context: StepContext) => Promise<PlanState> {
  return async (input, context) => {
    const { request } = await prepareRun(deps, input, context);
    return keepPlan(deps.artifacts, await previewOf(request), Object.values(request.secrets ?? {}));
  };
}

async function previewOf(request: TerraformRequest) {
  try {
    return await previewProvision(request);
  } catch (error) {
    if (!isGone(error)) throw error;
    // Shown as if it was not in the state; without a person's word such a plan is never carried out.
    const waiting = await provision(request, demoOutputs, { makeGoneAgain: true });
    if (waiting.kind === 'waits') return waiting;
    throw error;
  }
}
