import { type FieldName, fieldOf } from '../../domain/accounts/fields.ts';
import { neededFields } from '../../domain/accounts/needed-fields.ts';
import { type OfferedAccounts, originOf } from '../../domain/accounts/offered-accounts.ts';
import {
  type CloudEnvironment,
  type CloudJob,
  cloudDefaults,
  cloudEnvironments,
  cloudJobs,
  inFull,
  rawSchemaVariable,
  scheduledJobName,
} from '../../domain/build/cloud-jobs.ts';
import type { BuildState } from '../../domain/build/state.ts';
import { schemaName } from '../../domain/naming/names.ts';
import { batchBranch, isChangeBranch } from '../../domain/project/batch.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { accountGroups } from '../accounts/account-groups.ts';
import { Copy } from '../parts/copy.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Names } from '../parts/text.tsx';

interface ManualStepsProps {
  readonly state: BuildState;
  readonly snapshot: Pick<Snapshot, 'companyName' | 'shortId'>;
  readonly offered: OfferedAccounts;
}

const environmentNames = Object.keys(cloudEnvironments) as readonly CloudEnvironment[];

/** What Terraform would make, to be made by hand in dbt Cloud: every name, command and value as it would be there. */
export function ManualSteps({ state, snapshot, offered }: ManualStepsProps) {
  const { company, repository, outline, infrastructureOptions = {} } = state;
  const changes = (repository?.branches ?? []).filter(isChangeBranch);
  const schema = schemaName(snapshot.companyName, snapshot.shortId);
  const version = infrastructureOptions.dbtVersion ?? cloudDefaults.dbtVersion;
  const threads = infrastructureOptions.threads ?? cloudDefaults.threads;
  return (
    <ol class="manual">
      <li>
        <strong>Project.</strong> In dbt Cloud, make a project: <Copy text={`${company} demo`} />
      </li>
      <li>
        <strong>Connection.</strong> <Connection state={state} offered={offered} />
      </li>
      <li>
        <strong>Repository.</strong> Connect it by dbt Cloud’s GitHub App, which must see it:{' '}
        {repository?.webUrl === undefined ? (
          <code>{repository?.cloneUrl}</code>
        ) : (
          <a href={repository.webUrl} target="_blank" rel="noreferrer">
            {repository.webUrl.replace(/^https?:\/\/[^/]+\//, '')}
          </a>
        )}
        . Nothing is committed to it from there.
      </li>
      <li>
        <strong>Environments.</strong> Each with dbt version <code>{version}</code>; the two of deployment with{' '}
        {threads} threads and this schema: <Copy text={schema} />
        <ul>
          {environmentNames.map((name) => (
            <li>
              <code>{cloudEnvironments[name].name}</code>{' '}
              <span class="quiet">
                {cloudEnvironments[name].kind}
                {name === 'development' ? '; each person enters credentials and a schema of their own, 4 threads' : ''}
              </span>
            </li>
          ))}
        </ul>
      </li>
      <li>
        <strong>Environment variable.</strong> <code>{rawSchemaVariable}</code>, for the whole project:{' '}
        <Copy text={`${schema}_raw`} />
      </li>
      <li>
        <strong>Jobs.</strong>
        <Scroll label="Jobs to make">
          <table>
            <thead>
              <tr>
                <th>Job</th>
                <th>Environment</th>
                <th>Commands</th>
                <th>Settings</th>
              </tr>
            </thead>
            <tbody>
              {jobsOf(state).map(({ cron, ...job }) => (
                <tr>
                  <td>{job.name}</td>
                  <td>{cloudEnvironments[job.environment].name}</td>
                  <td>
                    {job.commands.map((command) => (
                      <Copy text={command} />
                    ))}
                  </td>
                  <td>{settingsOf(job, cron)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </li>
      <li>
        <strong>First runs.</strong> Run “{cloudJobs.load.name}”, then “{cloudJobs.production.name}”.
        {outline?.hasMetrics === false ? null : ' Once production is green, configure the Semantic Layer on it.'}
        {changes.length > 0 ? (
          <>
            {' '}
            Then open a pull request to main from each of these branches: <Names names={changes} />.
          </>
        ) : null}
      </li>
      <li>
        <strong>On the call.</strong> To land a batch, give the environment “{cloudEnvironments.integration.name}” its
        branch, such as <code>{batchBranch({ kind: 'good', day: 'next-day' })}</code>, as its custom branch; run “
        {cloudJobs.load.name}
        ”, then “{cloudJobs.production.name}”.
      </li>
    </ol>
  );
}

/** The jobs, production by the run plan and by each schedule where the scenario has them. */
function jobsOf({ outline, options }: BuildState): (CloudJob & { readonly cron: string })[] {
  const production = { ...cloudJobs.production, commands: outline?.plan?.steps ?? cloudJobs.production.commands };
  const schedules = outline?.schedules ?? [];
  const scheduled = schedules.map(({ id, cron, fullRefresh }) => ({
    ...{ ...production, name: scheduledJobName(id), cron },
    commands: fullRefresh ? inFull(production.commands) : production.commands,
  }));
  const byHand = schedules.length > 0 ? { ...production, trigger: 'hand' as const } : production;
  const [load, first, ci] = [cloudJobs.load, byHand, cloudJobs.ci].map((job) => ({ ...job, cron: options.schedule }));
  return [load, first, ...scheduled, ci].flatMap((job) => job ?? []);
}

/** What is typed into a connection; of secrets only which they are. */
function Connection({ state, offered }: Pick<ManualStepsProps, 'state' | 'offered'>) {
  const given = state.access?.values ?? {};
  const existing = given.dbt_cloud_connection_id ?? offered.values.dbt_cloud_connection_id;
  const { title } = accountGroups(state.warehouse).theirs;
  const names = typedFields(state, offered, existing !== undefined);
  return (
    <>
      {existing === undefined
        ? `Make one of ${title}, with these values:`
        : `Take the account’s connection ${existing}; production signs in with:`}
      <dl>
        {names.map((name) => {
          const value = given[name] ?? offered.values[name];
          return (
            <>
              <dt>{fieldOf(name).title}</dt>
              <dd>
                {fieldOf(name).secret ? (
                  <span class="quiet">a secret: enter it there</span>
                ) : value === undefined ? (
                  <span class="quiet">not known here</span>
                ) : (
                  <code>{value}</code>
                )}
              </dd>
            </>
          );
        })}
      </dl>
    </>
  );
}

/**
 * The fields of the warehouse that are typed in: of several ways to log in the one that values were given for, else the
 * one to recommend; what may be left out only where it was given.
 */
function typedFields({ warehouse, access }: BuildState, offered: OfferedAccounts, hasConnection: boolean): FieldName[] {
  const isGiven = (name: FieldName) => ['entered', 'setting'].includes(originOf(name, offered, access));
  const needs = neededFields(warehouse, hasConnection);
  const needed = needs.flatMap((ways) => ways.find((way) => way.every(isGiven)) ?? ways[0] ?? []);
  const others = new Set(neededFields(warehouse, false).flat(2));
  const isTyped = (name: FieldName) => needed.includes(name) || (isGiven(name) && !others.has(name));
  return accountGroups(warehouse).theirs.names.filter(isTyped);
}

function settingsOf({ trigger, docs, freshness }: CloudJob, schedule: string) {
  const starts = {
    hand: 'no trigger',
    schedule: `on a custom cron schedule: ${schedule} (UTC)`,
    'pull-request': `runs on pull requests; compares changes with “${cloudEnvironments.production.name}”`,
  }[trigger];
  return [starts, ...(docs ? ['generates docs on run'] : []), ...(freshness ? ['runs source freshness'] : [])].join(
    '; ',
  );
}
