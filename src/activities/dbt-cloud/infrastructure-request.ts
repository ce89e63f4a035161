import { join } from 'node:path';
import { cloudJobs, inFull } from '../../domain/build/cloud-jobs.ts';
import { schemaName } from '../../domain/naming/names.ts';
import { snapshotSchema } from '../../domain/project/snapshot.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { dbtCloudHost } from '../../integrations/platform/dbt-cloud/host.ts';
import { markerOf } from '../../integrations/repository/github/marker.ts';
import { type DemoSecrets, type DemoSettings, demoRequest } from '../../integrations/terraform/demo-module.ts';
import { findTerraform } from '../../integrations/terraform/find-terraform.ts';
import type { TerraformRequest } from '../../integrations/terraform/request.ts';
import type { StepContext } from '../as-step.ts';
import type { InfrastructureInput } from './contract.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';
import type { AccountDeps } from './services.ts';
import { sshAddress } from './ssh-address.ts';
import { warehouseFields } from './warehouse-fields.ts';

/** dbt Cloud takes longer names, but shows them in narrow places. */
const longestCompany = 80;

/** The build's own working folder, in which Terraform runs. */
export function workingFolderOf({ services }: Pick<AccountDeps, 'services'>, buildId: string): string {
  return join(services.terraform.workFolder, markerOf(buildId));
}

/** The schema that production builds in, as on every target. */
export async function productionSchema(artifacts: ArtifactStore, project: string): Promise<string> {
  const { companyName, shortId } = await getJson(artifacts, snapshotSchema, project);
  return schemaName(companyName, shortId);
}

/**
 * Everything a run of Terraform needs for a build's infrastructure but what it is to adopt, which is looked up before each
 * run. Secrets are in `secrets` and nowhere else.
 * @throws StepError of the accounts' values; TerraformError where there is no Terraform
 */
export async function infrastructureRequest(
  deps: AccountDeps,
  input: InfrastructureInput,
  { signal, progress }: StepContext,
): Promise<TerraformRequest> {
  const { artifacts, services } = deps;
  const accounts = await openAccounts(deps, input.access);
  const { settings, secrets } = demoSettings(input, accounts, await getJson(artifacts, snapshotSchema, input.project));
  return {
    terraform: await findTerraform(services.terraform.binary),
    module: services.terraform.module,
    folder: workingFolderOf(deps, input.buildId),
    mirror: services.terraform.mirror,
    ...demoRequest(settings, secrets),
    state: services.terraform.stateOf(input.buildId),
    signal,
    progress: ({ percent, line }) => progress(`${percent} %: ${line}`),
  };
}

/** What the module is given for a build. */
export function demoSettings(
  input: InfrastructureInput,
  accounts: Accounts,
  names: { readonly company: string; readonly companyName: string; readonly shortId: string },
): { readonly settings: DemoSettings; readonly secrets: DemoSecrets } {
  const { buildId, warehouse, access, semanticLayer, options } = input;
  const connection = accounts.value('dbt_cloud_connection_id');
  const fields = warehouseFields(accounts, {
    ...{ warehouse, access, semanticLayer },
    hasConnection: connection !== undefined,
  });
  return {
    settings: {
      projectName: `${shortened(names.company)} demo [${markerOf(buildId)}]`,
      schema: schemaName(names.companyName, names.shortId),
      dbtCloudUrl: dbtCloudHost(accounts.need('dbt_cloud_host')).webUrl,
      accountId: Number(accounts.need('dbt_cloud_account_id')),
      dbtVersion: options.dbtVersion,
      threads: options.threads,
      repositoryUrl: sshAddress(input.cloneUrl),
      githubInstallationId: Number(accounts.need('github_app_installation_id')),
      schedule: input.schedule,
      scheduleActive: input.scheduleActive,
      productionSteps: input.steps,
      schedules: scheduledJobs(input),
      semanticLayer,
      warehouse: fields.settings,
      connectionId: connection === undefined ? undefined : Number(connection),
      secretVersion: input.secretVersion,
    },
    secrets: {
      token: accounts.need('dbt_cloud_token'),
      ...(fields.secret !== undefined && { warehouse: fields.secret }),
      ...(fields.passphrase !== undefined && { passphrase: fields.passphrase }),
    },
  };
}

/** The jobs of several schedules: the plan's commands, or one build, each in full where the schedule wants it. */
function scheduledJobs({ steps = cloudJobs.production.commands, schedules }: InfrastructureInput) {
  if (!schedules) return undefined;
  return Object.fromEntries(
    schedules.map(({ id, cron, fullRefresh }) => [id, { cron, steps: fullRefresh ? inFull(steps) : steps }]),
  );
}

function shortened(company: string): string {
  const letters = [...company.replace(/[\p{Cc}\s]+/gu, ' ').trim()];
  return letters.length <= longestCompany ? letters.join('') : `${letters.slice(0, longestCompany - 1).join('')}…`;
}
