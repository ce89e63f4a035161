import type { OfferedAccounts } from '../../domain/accounts/offered-accounts.ts';
import { cloudDefaults } from '../../domain/build/cloud-jobs.ts';
import type { Preview } from '../../domain/build/plan-preview.ts';
import type { BuildState } from '../../domain/build/state.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { AllAccountFields } from '../accounts/accounts-form.tsx';
import { WhatIsUsed } from '../accounts/what-is-used.tsx';
import { KeepCard } from '../live/keep.tsx';
import { describedBy, Field } from '../parts/field.tsx';
import { ScheduleTimes } from '../parts/schedule-times.tsx';
import { ManualSteps } from '../terraform/manual-steps.tsx';
import { countsInWords, PlanPreview } from '../terraform/plan-preview.tsx';
import { RewindMenu } from './build-menu.tsx';
import { DecisionForm } from './decision-form.tsx';
import { RepositoryCard } from './repository-card.tsx';

interface CloudProvisionProps {
  readonly state: BuildState;
  readonly snapshot: Snapshot | undefined;
  /** What Terraform would do; none where its plan was left out. */
  readonly preview: Preview | undefined;
  readonly offered: OfferedAccounts;
  readonly keeping: boolean;
}

/** What Terraform makes in dbt Cloud, with its options: now, later, or by hand. */
export function CloudProvisionPanel({ state, snapshot, preview, offered, keeping }: CloudProvisionProps) {
  const later = state.ask?.kind === 'live-unprovisioned';
  return (
    <>
      {state.repository ? <RepositoryCard repository={state.repository} statistics={snapshot?.statistics} /> : null}
      <section class="card">
        <h2>Provision in dbt Cloud</h2>
        <WhatIsMade state={state} preview={preview} />
        <details class="group" open>
          <summary>Made with</summary>
          <WhatIsUsed state={state} offered={offered} />
        </details>
        <div class="decide">
          <DecisionForm state={state} kind="provision" label="Provision">
            <Options state={state} />
            <details class="group">
              <summary>Accounts: an existing connection, other values</summary>
              <p class="hint">What is left empty stays as it is.</p>
              <AllAccountFields state={state} offered={offered} keeping={keeping} />
            </details>
          </DecisionForm>
          {later ? null : (
            <DecisionForm state={state} kind="skip-provisioning" label="Not now" tone="quiet">
              <p class="hint">The repository is published; you can provision later from this page, days later too.</p>
            </DecisionForm>
          )}
        </div>
        {snapshot ? (
          <details class="group">
            <summary>Make it by hand instead</summary>
            <p class="hint">
              For an account where nothing may be made by a token. {later ? 'Make' : 'Press “Not now” above, and make'}{' '}
              these in this order.
            </p>
            <ManualSteps state={state} snapshot={snapshot} offered={offered} />
          </details>
        ) : null}
        <RewindMenu state={state} />
      </section>
      {later ? <KeepCard state={state} lastDay={state.asOf} /> : null}
    </>
  );
}

function WhatIsMade({ state, preview }: Pick<CloudProvisionProps, 'state' | 'preview'>) {
  const changes = state.outline?.changes.length ?? 0;
  return (
    <>
      <p>
        Terraform makes the project, its environments and jobs; then raw data is loaded and production runs
        {changes > 0 ? `, and ${changes === 1 ? 'a pull request is' : `${changes} pull requests are`} opened` : ''}. It
        is all removed again when the demo is torn down.
      </p>
      {state.outline?.hasMetrics ? (
        <p class="quiet">
          The Semantic Layer comes later: it is configured once production is green, by a plan of its own.
        </p>
      ) : null}
      {state.plan && preview ? (
        <details class="group">
          <summary>
            The plan: {countsInWords(state.plan.counts)} <span class="quiet">· show fields</span>
          </summary>
          <p class="hint">Made before anything was done. It is planned anew with what you choose here.</p>
          <PlanPreview preview={preview} />
        </details>
      ) : (
        <p class="quiet">
          There is no preview: its plan was left out. A plan that would remove anything is shown first.
        </p>
      )}
    </>
  );
}

function Options({ state }: { readonly state: BuildState }) {
  const { infrastructureOptions = {}, environment, options, outline } = state;
  const hints = {
    schedule: 'Five cron fields, in UTC. It pauses by itself when the day of the call is over.',
    dbt_version: 'A release track, such as latest or compatible, or a version.',
    threads: 'How many models a run builds at once, 64 at most.',
  };
  return (
    <details class="group">
      <summary>Options: schedule, dbt version, threads</summary>
      <div class="pair">
        {outline?.schedules ? (
          <div>
            <p>Schedules, each a job of its own:</p>
            <ScheduleTimes schedules={outline.schedules} />
          </div>
        ) : (
          <Field name="schedule" label="Schedule of the production job" hint={hints.schedule}>
            <input
              id="schedule"
              name="schedule"
              value={environment?.cron ?? options.schedule}
              {...describedBy('schedule', { hint: hints.schedule })}
            />
          </Field>
        )}
        <Field name="dbt_version" label="dbt version" hint={hints.dbt_version}>
          <input
            id="dbt_version"
            name="dbt_version"
            value={infrastructureOptions.dbtVersion ?? ''}
            placeholder={cloudDefaults.dbtVersion}
            {...describedBy('dbt_version', { hint: hints.dbt_version })}
          />
        </Field>
        <Field name="threads" label="Threads" hint={hints.threads}>
          <input
            id="threads"
            name="threads"
            type="number"
            min={1}
            max={64}
            value={infrastructureOptions.threads ?? ''}
            placeholder={String(cloudDefaults.threads)}
            {...describedBy('threads', { hint: hints.threads })}
          />
        </Field>
      </div>
    </details>
  );
}
