import { rm } from 'node:fs/promises';
import { givenFields, noAccess } from '../../domain/accounts/account-access.ts';
import { chosenFields } from '../../domain/accounts/alternatives.ts';
import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import { gitHubLogin } from '../../domain/accounts/needed-fields.ts';
import { type LeftoverThing, type Places, placeFields } from '../../domain/build/leftovers.ts';
import { markerOf } from '../../integrations/repository/github/marker.ts';
import type { StepContext } from '../as-step.ts';
import { infrastructureLeft } from '../dbt-cloud/infrastructure-left.ts';
import { workingFolderOf } from '../dbt-cloud/infrastructure-request.ts';
import { openBuildDbtCloud, openBuildGitHub } from '../dbt-cloud/open-services.ts';
import type { AccountDeps } from '../dbt-cloud/services.ts';
import { StepError } from '../step-error.ts';

/**
 * What stands of a demo in dbt Cloud whose build has ended, as the accounts of the service's own settings show it: what was
 * entered for the build is gone with it.
 * @throws StepError `leftovers-not-seen` where the settings do not name them all, or the demo is in others: that nothing is seen does not say that nothing
 * stands
 */
export async function cloudLeftovers(
  deps: AccountDeps,
  { buildId, places }: { readonly buildId: string; readonly places: Places },
  context: StepContext,
): Promise<LeftoverThing[]> {
  const { defaults } = deps.services;
  const elsewhere = placeFields.find((name) => places[name] !== undefined && places[name] !== defaults[name]);
  if (elsewhere !== undefined) {
    throw new StepError(
      'leftovers-not-seen',
      `What this demo left cannot be seen: it stands in other accounts than the service’s own (${fieldOf(elsewhere).title} ${places[elsewhere]}).`,
      { mend: `Look there for ${markerOf(buildId)} and remove it by hand.` },
    );
  }
  const given = givenFields(noAccess, defaults);
  const has = (...names: readonly FieldName[]) => names.every((name) => given.has(name));
  const gitHub = chosenFields(gitHubLogin, noAccess, (name) => given.has(name));
  if (!gitHub || !has('dbt_cloud_host', 'dbt_cloud_account_id', 'dbt_cloud_token', 'github_owner')) {
    throw new StepError(
      'leftovers-not-seen',
      'What this demo left at GitHub and in dbt Cloud cannot be seen: the service has no accounts of its own.',
      { mend: `Set them (docs/credentials.md) and start the service again, or look there for ${markerOf(buildId)}.` },
    );
  }
  const things: LeftoverThing[] = [];
  const dbtCloud = await openBuildDbtCloud(deps, noAccess, context);
  const { standing } = await dbtCloud.inventory(markerOf(buildId));
  if (standing.length > 0) things.push('infrastructure');
  const github = await openBuildGitHub(deps, noAccess, context);
  if (await github.find(buildId)) things.push('repository');
  return things;
}

/**
 * Removes what stands in dbt Cloud under an ended build's marker, and forgets what Terraform knew of it.
 * @throws StepError `infrastructure-left` with what stands still
 */
export function removeLeftInfrastructure(
  deps: AccountDeps,
): (input: { readonly buildId: string }, context: StepContext) => Promise<void> {
  return async ({ buildId }, context) => {
    const dbtCloud = await openBuildDbtCloud(deps, noAccess, context);
    const { remaining } = await dbtCloud.remove(await dbtCloud.inventory(markerOf(buildId)));
    if (remaining.length > 0) throw infrastructureLeft(remaining);
    await deps.services.terraform.stateOf(buildId).drop();
    await rm(workingFolderOf(deps, buildId), { recursive: true, force: true });
  };
}
