import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes, WorkflowIdReusePolicy } from '@temporalio/common';
import { type EnteredAccounts, isNothing } from '../../domain/accounts/entered-accounts.ts';
import type { Brief } from '../../domain/brief/brief.ts';
import type { ProviderChoice } from '../../domain/build/provider-choice.ts';
import type { BuildInput } from '../../domain/build/state.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import { buildWorkflowId, searchAttributes } from '../../workflows/messages.ts';
import { keepAccounts } from '../accounts/keep-accounts.ts';
import type { AppDeps } from '../app-deps.ts';
import { asOfDay, knownTimeZone } from './as-of.ts';
import { buildIdOf } from './build-id.ts';

const startMs = 8_000;

interface StartWish {
  readonly brief: Brief;
  readonly provider: ProviderChoice;
  /** A key that was entered for this build; only its handle goes further. */
  readonly key: string | undefined;
  /** What was entered for its accounts; of the secrets only handles go further. */
  readonly accounts: EnteredAccounts;
  readonly timeZone: string | undefined;
  /** Sent twice it starts one build. */
  readonly token: string;
  readonly owner: string;
}

/** Stores the brief and starts its build; gives the build's id. */
export async function startBuild(
  deps: AppDeps,
  { brief, provider, key, accounts, timeZone, token, owner }: StartWish,
): Promise<string> {
  const { client, artifacts, records, buildOptions, vault } = deps;
  const id = buildIdOf(token);
  const zone = knownTimeZone(timeZone);
  const now = new Date();
  const { company, industry, target, warehouse } = brief;
  const input: BuildInput = {
    schema: 'build-input/1',
    ...{ id, owner, company, industry, target, warehouse },
    brief: await putJson(artifacts, brief),
    asOf: asOfDay(brief.call_date, zone, now),
    timeZone: zone,
    ...(brief.call_date === undefined ? {} : { callDate: brief.call_date }),
    ...(isNothing(accounts) ? {} : { access: await keepAccounts(vault, id, accounts) }),
    options: buildOptions,
    provider: key === undefined || !vault ? provider : { ...provider, key: await vault.keep(id, key) },
  };
  try {
    const handle = await client.withDeadline(Date.now() + startMs, () =>
      client.workflow.start('demoBuild', {
        taskQueue: deps.buildQueue,
        workflowId: buildWorkflowId(id),
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        args: [input],
        staticSummary: company,
        typedSearchAttributes: new TypedSearchAttributes([
          { key: searchAttributes.phase, value: 'setup' },
          { key: searchAttributes.status, value: 'working' },
          { key: searchAttributes.owner, value: owner },
          { key: searchAttributes.target, value: target },
        ]),
      }),
    );
    // The build keeps its row itself; this one shows it in the list while no worker has taken it up.
    await records.upsertBuild({
      ...{ id, owner, company, industry, target, warehouse },
      phase: 'setup',
      status: 'working',
      revision: 0,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      workflowRunId: handle.firstExecutionRunId,
      summary: {},
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return id;
}
