import type { Context } from 'hono';
import type { BuildState } from '../domain/build/state.ts';
import type { ScheduledProgress, SeenBuild } from '../views/build/seen-build.ts';
import { notFound } from './api-error.ts';
import type { AppDeps } from './app-deps.ts';
import { BuildReader } from './builds/build-reader.ts';
import { renderRegions } from './builds/render-regions.ts';
import { Outbox } from './decisions/outbox.ts';
import { BuildHub } from './live/build-hub.ts';
import { scheduledUnderWay } from './live/scheduled-runs.ts';
import { buildIdPattern } from './setup/build-id.ts';

/** Who acts: on loopback there is no login. */
export const localUser = 'local';

/** What the routes share: the service's parts, and what this process knows of builds. */
export interface AppContext extends AppDeps {
  readonly reader: BuildReader;
  readonly hub: BuildHub;
  readonly outbox: Outbox;
}

export function appContext(deps: AppDeps): AppContext {
  const { client, records, logger } = deps;
  const reader = new BuildReader(client);
  const outbox: Outbox = new Outbox({ client, records, logger, changed: (id) => hub.touch(id) });
  const hub: BuildHub = new BuildHub({
    ...{ client, reader, logger },
    render: renderRegions,
    unconfirmed: (id) => outbox.unconfirmed(id),
  });
  return { ...deps, reader, hub, outbox };
}

/** The build's id in the request's path. @throws ApiError `not-found` for what cannot be one */
export function buildIdIn(c: Context): string {
  const id = c.req.param('id') ?? '';
  if (!buildIdPattern.test(id)) throw notFound('build of this id');
  return id;
}

/** A build as the page shows it. @throws ApiError */
export async function seeBuild(context: AppContext, id: string): Promise<SeenBuild> {
  const { reader, outbox } = context;
  const { closed: _, ...read } = await reader.read(id);
  const scheduled = await underWay(context, read.state);
  return { ...read, progress: [], scheduled, unconfirmed: outbox.unconfirmed(id) };
}

/**
 * The runs by schedule that go on beside a build: those that its viewers were told of, so that a part of the page that is
 * fetched agrees with the news that it was fetched for.
 */
export async function underWay(
  { client, hub }: Pick<AppContext, 'client' | 'hub'>,
  state: BuildState,
): Promise<readonly ScheduledProgress[]> {
  return hub.underWay(state.id) ?? scheduledUnderWay(client, state);
}
