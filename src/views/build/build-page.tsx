import type { Child } from 'hono/jsx';
import { hx } from '../hx.ts';
import { Page } from '../layout.tsx';
import { BuildMenu } from './build-menu.tsx';
import { Followed, Shown } from './followed.tsx';
import { buildRegions } from './regions.tsx';
import { panelKey, type SeenBuild } from './seen-build.ts';

export const buildViews = {
  now: { title: 'Now', path: '' },
  scenario: { title: 'Scenario', path: '/scenario' },
  files: { title: 'Files', path: '/files' },
  rehearsal: { title: 'Rehearsal', path: '/rehearsal' },
  log: { title: 'Log', path: '/log' },
} as const;
export type BuildViewName = keyof typeof buildViews;

interface BuildPageProps {
  readonly seen: SeenBuild;
  readonly view: BuildViewName;
  /** Temporal Web's page of this build. */
  readonly temporalUrl?: string | undefined;
  readonly children?: Child;
}

/** A build's page: where it stands, kept current by the event stream, and one panel. */
export function BuildPage({ seen, view, temporalUrl, children }: BuildPageProps) {
  const { state } = seen;
  const regions = buildRegions(seen);
  const base = `/builds/${state.id}`;
  return (
    <Page title={state.company} wide>
      <div class="build-head">
        <h1>{state.company}</h1>
        <p id="subtitle" class="quiet">
          {regions.subtitle}
        </p>
        <BuildMenu seen={seen} temporalUrl={temporalUrl} />
      </div>
      <div id="stepper">{regions.stepper}</div>
      <p id="status" role="status" aria-live="polite">
        {regions.status}
      </p>
      <div id="banner">{regions.banner}</div>
      <div id="ahead">{regions.ahead}</div>
      <nav class="views" aria-label="This demo">
        {Object.entries(buildViews).map(([name, { title, path }]) => (
          <a href={`${base}${path}`} {...(name === view ? { 'aria-current': 'page' as const } : {})}>
            {title}
          </a>
        ))}
      </nav>
      <p id="connection-lost" class="notice" role="status" hidden>
        Connection lost, trying again. The build itself goes on.
      </p>
      <p id="moved-on" class="notice" hidden>
        The build has moved on while you were typing. <button type="button">Show where it is</button>
      </p>
      {view === 'now' ? (
        <Followed id="panel" follow="panel" from={`${base}/panel`} label="What is to be done">
          <Shown of={panelKey(seen)}>{children}</Shown>
        </Followed>
      ) : (
        <section id="panel" aria-label={buildViews[view].title}>
          {children}
        </section>
      )}
      {/* The log lists every step itself; the place stays, since news of the build fill it. */}
      <details class="steps-box" open hidden={view === 'log'}>
        <summary>Steps</summary>
        <div id="steps">{regions.steps}</div>
      </details>
      <div id="news-place">{regions.news}</div>
      {state.status === 'closed' ? null : (
        <div
          id="events"
          hx-sse:connect={`${base}/events`}
          hx-sse:close="closed"
          hx-config={'{"sse":{"reconnectMaxDelay":5000}}'}
          {...hx({ swap: 'none' })}
        />
      )}
    </Page>
  );
}
