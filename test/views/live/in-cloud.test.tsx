import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import type { RunResults } from '../../../src/domain/rehearsal/run-results.ts';
import { RunList } from '../../../src/views/build/run-list.tsx';
import { RunningPanel } from '../../../src/views/build/running-panel.tsx';
import { busyWith, panelKey } from '../../../src/views/build/seen-build.ts';
import { LinksCard } from '../../../src/views/live/links.tsx';
import { Outcome } from '../../../src/views/live/outcome.tsx';
import { PullRequests } from '../../../src/views/live/pull-requests.tsx';
import { ScheduleCard } from '../../../src/views/live/schedule-card.tsx';
import { cloud, inCloud, infrastructure } from '../fixtures/cloud.ts';
import { aScenario } from '../fixtures/scenario.ts';
import { aState, aStep, asking, provisioned, seen } from '../fixtures/states.ts';

const live = (over: Partial<BuildState> = {}) => asking('live', { ...inCloud, ...over });
const links = (state: BuildState) =>
  htmlOf(<LinksCard state={state} statistics={undefined} temporalUrl={undefined} docs={false} />);

describe('the page of a demo in dbt Cloud', () => {
  it('links to all that was made', async () => {
    const html = await links(live());
    const { urls } = infrastructure;
    for (const url of [urls.project, urls.develop, urls.production, ...Object.values(urls.jobs)]) {
      expect(html).toContain(`href="${url}"`);
    }
    expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo"');
    expect(html).toContain(`href="${cloud.pullRequests[0]?.url}"`);
    expect(html).not.toContain('while this service runs');
  });

  it('links each run, and each pull request', async () => {
    expect(await htmlOf(<RunList state={live()} runs={[cloud.run]} />)).toContain(`href="${cloud.run.url}"`);
    const scenario = await aScenario();
    const html = await htmlOf(<PullRequests state={live()} scenario={scenario} known={{}} />);
    expect(html).toContain('>pull request 1</a>');
  });

  it('opens the last production run from what it shows', async () => {
    const results = { nodes: [], commands: [], metrics: [] } as unknown as RunResults;
    const shown = async (run: typeof cloud.run) =>
      htmlOf(<Outcome state={live()} scenario={await aScenario()} run={run} results={results} known={{}} />);
    expect(await shown(cloud.run)).toContain(`href="${cloud.run.url}"`);
    const { url: _, ...here } = cloud.run;
    expect(await shown(here)).toContain('href="#run-production-2"');
  });

  it('pauses the schedule, lets it go on, and says when it pauses by itself', async () => {
    const card = (over: Partial<BuildState>) => htmlOf(<ScheduleCard state={live(over)} />);
    const running = await card({ callDate: '2026-12-01' });
    expect(running).toContain('name="on" value="off"');
    expect(running).toContain('the day of the call, 2026-12-01, is over');
    const paused = await card({
      callDate: '2026-12-01',
      environment: { generation: 1, schema: 'a', cron: '0 6 * * *', paused: true },
    });
    expect(paused).toContain('name="on" value="on"');
    expect(paused).not.toContain('2026-12-01');
  });

  it('names the commands that run there', async () => {
    expect(await htmlOf(<RunningPanel state={aState({ ...inCloud, phase: 'running' })} />)).toContain(
      'dbt seed --full-refresh --select config.schema:raw',
    );
  });

  it('is fetched anew when its pull requests are others', () => {
    const [first] = cloud.pullRequests;
    const again = live({ pullRequests: first ? [{ ...first, number: 7 }] : [] });
    expect(panelKey(seen(again))).not.toBe(panelKey(seen(live())));
  });

  it('is not being reset while its schedule is set', () => {
    const steps = [aStep('set-schedule', { status: 'running', phase: 'live' })];
    expect(busyWith(aState({ ...inCloud, status: 'working', steps }))).toBeUndefined();
  });
});

it('the page of a demo on this machine has none of it', async () => {
  const state = asking('live', provisioned);
  expect(await links(state)).not.toMatch(/dbt Cloud|GitHub/);
  expect(await links(state)).toContain('while this service runs');
  expect(await htmlOf(<ScheduleCard state={state} />)).toBe('');
  expect(await htmlOf(<RunList state={state} runs={state.runs} />)).not.toContain('dbt Cloud');
});
