import type { Logger } from 'pino';
import type { AccountCheck } from '../../../domain/accounts/account-check.ts';
import { FoundryError } from '../../../domain/foundry-error.ts';
import { checkDbtCloudAccess } from '../../../integrations/platform/dbt-cloud/check-access.ts';
import { checkGitHubAccess } from '../../../integrations/repository/github/access/check-access.ts';
import { findTerraform } from '../../../integrations/terraform/find-terraform.ts';
import { TerraformError } from '../../../integrations/terraform/terraform-error.ts';
import type { StepContext } from '../../as-step.ts';
import type { Services } from '../services.ts';
import type { LookedAt } from './looked-at.ts';

/** A call of a look is given up after this: who waits for a table waits no minute for a row. */
const callLimitMs = 15_000;

/** What a look at the services works with. */
export interface ServiceLook extends LookedAt {
  readonly services: Services;
  readonly logger: Logger;
  readonly context: StepContext;
  readonly buildId: string;
  readonly repositoryName: string;
  readonly semanticLayer: boolean;
}

/** GitHub: the token, the account, the name, the template repository, and what only later steps can prove. */
export async function gitHubChecks(look: ServiceLook): Promise<AccountCheck[]> {
  const { value, gitHub: credential, services, logger, context, buildId, repositoryName: name } = look;
  const owner = value('github_owner');
  if (credential === undefined || owner === undefined) return [notYet('github', 'GitHub')];
  const { githubApiUrl: apiUrl, templateRepository: template } = services;
  const question = { apiUrl, credential, owner, name, build: buildId, logger, ...context, callLimitMs };
  return named('github', 'GitHub', () =>
    checkGitHubAccess({
      ...question,
      // What the service's own settings name is allowed by that.
      ...(template === undefined ? {} : { template, allowedTemplates: [template.url] }),
    }),
  );
}

/** dbt Cloud: the account, the token, the plan, the GitHub App. */
export async function dbtCloudChecks(look: ServiceLook): Promise<AccountCheck[]> {
  const { value, logger, context, semanticLayer } = look;
  const host = value('dbt_cloud_host');
  const accountId = value('dbt_cloud_account_id');
  const token = value('dbt_cloud_token');
  if (host === undefined || accountId === undefined || token === undefined) return [notYet('dbt-cloud', 'dbt Cloud')];
  const installation = value('github_app_installation_id');
  const checks = await named('dbt-cloud', 'dbt Cloud', () =>
    checkDbtCloudAccess({
      ...{ host, accountId: Number(accountId), token, semanticLayer, logger, ...context, callLimitMs },
      githubInstallationId: installation === undefined ? undefined : Number(installation),
    }),
  );
  const seesRepository: AccountCheck = {
    id: 'dbt-cloud-sees-repository',
    title: 'dbt Cloud: the new repository',
    state: 'unknown',
    sentence: 'That dbt Cloud’s GitHub App sees the new repository is proven before the first run, which waits for it.',
  };
  return [
    // That none was given is a row of its own, with the place where it is found.
    ...checks.filter(({ id }) => installation !== undefined || id !== 'dbt-cloud-github-app').map(notBlocking),
    seesRepository,
  ];
}

/** Terraform, and its version. */
export async function terraformCheck({ services }: Pick<ServiceLook, 'services'>): Promise<AccountCheck> {
  const named = { id: 'terraform', title: 'Terraform' };
  try {
    const { version } = await findTerraform(services.terraform.binary);
    return { ...named, state: 'ok', sentence: `Terraform ${version} is there.` };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    const { sentence, mend } = error;
    return { ...named, state: 'failed', sentence, mend, link: 'https://developer.hashicorp.com/terraform/install' };
  }
}

/** A build goes on without these, and a demo shows much without them: they are told, and nothing stands still for them. */
const goesWithout = new Set(['dbt-cloud-semantic-layer', 'dbt-cloud-advanced-ci']);

function notBlocking(check: AccountCheck): AccountCheck {
  return goesWithout.has(check.id) && check.state === 'failed' ? { ...check, state: 'unknown' } : check;
}

function notYet(id: string, title: string): AccountCheck {
  return { id, title, state: 'unknown', sentence: `${title} is looked at as soon as what is missing is entered.` };
}

/** Runs a service's checks, whose trouble is its own; what several of them say in the same words is said once. */
async function named(
  service: string,
  title: string,
  look: () => Promise<readonly AccountCheck[]>,
): Promise<AccountCheck[]> {
  const checks = await look().catch((error: unknown): AccountCheck[] => {
    if (!(error instanceof FoundryError)) throw error;
    const { sentence, mend } = error;
    return [{ id: 'service', title, state: 'unknown', sentence, mend }];
  });
  const said = new Set<string>();
  return checks.flatMap((check) => {
    if (check.state !== 'ok' && said.has(check.sentence)) return [];
    said.add(check.sentence);
    const full = check.title.startsWith(title) ? check.title : `${title}: ${check.title}`;
    return [{ ...check, id: `${service}-${check.id}`, title: full }];
  });
}
