import type { BuildState } from '../../domain/build/state.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import { Statistics } from '../build/repository-card.tsx';
import { Copy } from '../parts/copy.tsx';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { ScheduleTimes } from '../parts/schedule-times.tsx';
import { CloudLinks } from './cloud-links.tsx';

interface LinksProps {
  readonly state: BuildState;
  readonly statistics: Snapshot['statistics'] | undefined;
  readonly temporalUrl: string | undefined;
  /** Whether a run has made dbt docs. */
  readonly docs: boolean;
  /** What the demo's board is called, where it has one. */
  readonly board?: string | undefined;
}

/** Where everything is. */
export function LinksCard({ state, statistics, temporalUrl, docs, board }: LinksProps) {
  const base = `/builds/${state.id}`;
  const { repository, environment, infrastructure, pullRequests = [] } = state;
  return (
    <section class="card">
      <h2>Where it is</h2>
      <dl>
        {repository ? (
          <>
            <dt>Repository</dt>
            <dd>
              {repository.webUrl === undefined ? null : (
                <Elsewhere url={repository.webUrl}>{repository.name} at GitHub</Elsewhere>
              )}
              <Copy text={`git clone ${repository.cloneUrl}`} />
            </dd>
          </>
        ) : null}
        {infrastructure ? <CloudLinks infrastructure={infrastructure} pullRequests={pullRequests} /> : null}
        {environment && !infrastructure ? (
          <>
            <dt>Environments</dt>
            <dd>
              production <code>{environment.schema}</code>, development and CI beside it
              {environment.schedule && environment.schedules ? (
                <>
                  ; production runs while this service does: <ScheduleTimes schedules={environment.schedules} />
                </>
              ) : environment.schedule ? (
                <>
                  ; production runs at <code>{environment.cron}</code> ({state.timeZone}) while this service runs
                </>
              ) : (
                '; without a schedule'
              )}
            </dd>
          </>
        ) : null}
        {board ? (
          <>
            <dt>Front end</dt>
            <dd>
              <a href="#board">{board}</a>, <a href={`${base}/board.json`}>as JSON</a>
            </dd>
          </>
        ) : null}
        <dt>Documentation</dt>
        <dd>
          {docs ? (
            <a href={`${base}/docs/`} target="_blank" rel="noreferrer">
              dbt docs
            </a>
          ) : (
            <span class="quiet">
              {infrastructure
                ? 'in dbt Cloud, with each production run'
                : 'dbt docs come with the first production run'}
            </span>
          )}
        </dd>
        {temporalUrl ? (
          <>
            <dt>Workflow</dt>
            <dd>
              <a href={temporalUrl} target="_blank" rel="noreferrer">
                in Temporal Web
              </a>
            </dd>
          </>
        ) : null}
        <dt>Downloads</dt>
        <dd class="downloads">
          <a href={`${base}/project.zip`} download>
            Project (ZIP)
          </a>
          <a href={`${base}/summary.md`} download>
            Summary
          </a>
          <a href={`${base}/data_quality_demo_guide.md`} download>
            Data-quality guide
          </a>
          <a href={`${base}/follow-up`}>Follow-up for the customer</a>
          <a href={`${base}/brief.yaml`} download>
            Brief
          </a>
        </dd>
      </dl>
      {statistics ? <Statistics statistics={statistics} /> : null}
    </section>
  );
}
