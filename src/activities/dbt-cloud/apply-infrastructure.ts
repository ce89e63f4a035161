import type { InfrastructureState } from '../../domain/build/infrastructure.ts';
import type { Standing } from '../../integrations/platform/dbt-cloud/inventory.ts';
import { type DemoOutputs, demoOutputs } from '../../integrations/terraform/demo-module.ts';
import { type Provisioned, provision } from '../../integrations/terraform/provision.ts';
import type { TerraformRequest } from '../../integrations/terraform/request.ts';
import type { StepContext } from '../as-step.ts';
import type { Applied, ApplyInput } from './contract.ts';
import { infrastructureLeft } from './infrastructure-left.ts';
import { atPercent, type LookAround } from './look-around.ts';
import { keepPlan } from './plan-state.ts';
import { isGone, prepareRun } from './prepare-run.ts';
import type { AccountDeps } from './services.ts';
import { withWhatStands } from './what-stands.ts';

/**
 * Makes in dbt Cloud what a build needs, each thing once: what stands there under its marker is adopted, and what was made
 * twice is removed, before and after.
 */
export function applyInfrastructure(deps: AccountDeps): (input: ApplyInput, context: StepContext) => Promise<Applied> {
  return async (input, context) => {
    const { request, sorted, around } = await prepareRun(deps, input, context);
    // What cannot be removed yet may be in use; the look afterwards says so if it is there still.
    await remove(around, sorted.surplus);
    const done = await provisionOrAsk(request, input.approved).catch(async (error: unknown) => {
      throw await withWhatStands(error, around);
    });
    if (done.kind === 'waits') {
      return { kind: 'waits', plan: await keepPlan(deps.artifacts, done, Object.values(request.secrets ?? {})) };
    }
    atPercent(100, context).progress('Looking whether anything is there twice');
    const after = await around.look();
    const left = await remove(around, [...after.surplus, ...after.replaced]);
    if (left.length > 0) throw infrastructureLeft(left, 'It was made twice, and is to be there once.');
    return { kind: 'applied', infrastructure: infrastructureOf(done.outputs) };
  };
}

async function remove({ cloud, marker }: LookAround, standing: readonly Standing[]) {
  return standing.length === 0 ? [] : (await cloud.remove({ marker, standing })).remaining;
}

/** Where something is gone, plans to make it again: such a plan waits until a person has agreed to it. */
async function provisionOrAsk(request: TerraformRequest, approved?: string): Promise<Provisioned<DemoOutputs>> {
  const word = approved === undefined ? {} : { approved };
  try {
    return await provision(request, demoOutputs, word);
  } catch (error) {
    if (!isGone(error)) throw error;
    return provision(request, demoOutputs, { ...word, makeGoneAgain: true });
  }
}

function infrastructureOf(outputs: DemoOutputs): InfrastructureState {
  const { project_id, repository_id, connection, environments, jobs, schemas, urls, semantic_layer_id } = outputs;
  return {
    ...{ projectId: project_id, repositoryId: repository_id, connection, environments, schemas },
    jobs: withoutNone(jobs),
    urls: { ...urls, jobs: withoutNone(urls.jobs) },
    semanticLayer: semantic_layer_id !== undefined,
  };
}

/** Where production has one schedule there are no jobs of several. */
function withoutNone<Jobs extends object, Each>({
  scheduled,
  ...jobs
}: Jobs & { readonly scheduled?: Record<string, Each> | undefined }) {
  return Object.keys(scheduled ?? {}).length === 0 || !scheduled ? jobs : { ...jobs, scheduled };
}
