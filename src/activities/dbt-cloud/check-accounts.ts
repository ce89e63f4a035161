import type { AccountCheck } from '../../domain/accounts/account-check.ts';
import { briefSchema } from '../../domain/brief/brief.ts';
import { repositoryName } from '../../domain/naming/names.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { Records } from '../../integrations/records/records.ts';
import type { StepContext } from '../as-step.ts';
import { fieldChecks } from './account-checks/field-checks.ts';
import { lookInto } from './account-checks/looked-at.ts';
import { dbtCloudChecks, gitHubChecks, terraformCheck } from './account-checks/service-checks.ts';
import type { DbtCloudActivities } from './contract.ts';
import type { AccountDeps } from './services.ts';

type Input = Parameters<DbtCloudActivities['checkAccounts']>[0];

/**
 * Looks at a build's accounts before any work and keeps the table. Each row stands for itself: what is missing, refused or
 * out of reach is a row, never a failure of the step, and no row holds a secret. Nothing is changed anywhere.
 */
export function checkAccounts(
  deps: AccountDeps & { readonly records: Pick<Records, 'getBuild'> },
): (input: Input, context: StepContext) => ReturnType<DbtCloudActivities['checkAccounts']> {
  const { artifacts, services, logger, records } = deps;
  return async ({ buildId, access, brief: digest }, context) => {
    const { company, warehouse, include_semantic_layer: semanticLayer } = await getJson(artifacts, briefSchema, digest);
    const accounts = await lookInto(deps, access, warehouse);
    const at = new Date().toISOString();
    const createdAt = (await records.getBuild(buildId))?.createdAt ?? at;
    const look = {
      ...{ ...accounts, services, logger, context, buildId, semanticLayer },
      repositoryName: proposedName(company, createdAt),
    };
    context.progress('GitHub, dbt Cloud and Terraform');
    const [gitHub, dbtCloud, terraform] = await Promise.all([
      gitHubChecks(look),
      dbtCloudChecks(look),
      terraformCheck(look),
    ]);
    context.signal.throwIfAborted();
    const checks = [...fieldChecks(look), ...gitHub, ...dbtCloud, terraform].map(withSafeLink);
    const count = (state: AccountCheck['state']) => checks.filter((check) => check.state === state).length;
    return { checks: await putJson(artifacts, checks), failed: count('failed'), unknown: count('unknown'), at };
  };
}

/** As the page proposes it for the build. */
function proposedName(company: string, createdAt: string): string {
  return repositoryName(company, createdAt.replaceAll(/\D/g, '').slice(0, 12));
}

/** A link may come from a service: one that a browser should not follow is left out. */
function withSafeLink({ link, ...check }: AccountCheck): AccountCheck {
  const isSafe = link !== undefined && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
  return isSafe ? { ...check, link } : check;
}
