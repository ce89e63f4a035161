import { scheduledJobName } from '../../domain/build/cloud-jobs.ts';
import type { InfrastructureState, PullRequestState } from '../../domain/build/infrastructure.ts';
import { Elsewhere } from '../parts/elsewhere.tsx';

interface CloudLinksProps {
  readonly infrastructure: InfrastructureState;
  readonly pullRequests: readonly PullRequestState[];
}

/** Where a demo is in dbt Cloud, as rows of a list of definitions. */
export function CloudLinks({ infrastructure: { urls, schemas, semanticLayer }, pullRequests }: CloudLinksProps) {
  return (
    <>
      <dt>dbt Cloud</dt>
      <dd class="downloads">
        <Elsewhere url={urls.project}>Project</Elsewhere>
        <Elsewhere url={urls.develop}>Develop</Elsewhere>
        <Elsewhere url={urls.production}>Production environment</Elsewhere>
      </dd>
      <dt>Jobs</dt>
      <dd class="downloads">
        <Elsewhere url={urls.jobs.load}>Load raw data</Elsewhere>
        <Elsewhere url={urls.jobs.production}>Production</Elsewhere>
        <Elsewhere url={urls.jobs.ci}>Pull requests</Elsewhere>
        {Object.entries(urls.jobs.scheduled ?? {}).map(([id, url]) => (
          <Elsewhere url={url}>{scheduledJobName(id)}</Elsewhere>
        ))}
      </dd>
      {pullRequests.length > 0 ? (
        <>
          <dt>Pull requests</dt>
          <dd class="downloads">
            {pullRequests.map(({ number, url, change }) => (
              <Elsewhere url={url}>
                #{number} {change}
              </Elsewhere>
            ))}
          </dd>
        </>
      ) : null}
      <dt>Schemas</dt>
      <dd>
        <code>{schemas.production}</code>, raw data in <code>{schemas.raw}</code>
        {semanticLayer ? '; the Semantic Layer is set up' : ''}
      </dd>
    </>
  );
}
