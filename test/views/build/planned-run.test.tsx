import { expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { CommandProgress } from '../../../src/domain/build/command-progress.ts';
import type { ScheduledRun } from '../../../src/domain/build/scheduled-run.ts';
import { Made } from '../../../src/views/build/made.tsx';
import { ProvisionPanel } from '../../../src/views/build/provision-panel.tsx';
import { buildRegions } from '../../../src/views/build/regions.tsx';
import { RunResultsView } from '../../../src/views/build/run-results.tsx';
import { RunningPanel } from '../../../src/views/build/running-panel.tsx';
import { liveKey } from '../../../src/views/build/seen-build.ts';
import { StepList } from '../../../src/views/build/step-list.tsx';
import { LinksCard } from '../../../src/views/live/links.tsx';
import { ScheduleCard } from '../../../src/views/live/schedule-card.tsx';
import { StoppedRunNotice } from '../../../src/views/live/stopped-run.tsx';
import { ManualSteps } from '../../../src/views/terraform/manual-steps.tsx';
import { inCloud, infrastructure, offered, onGitHub } from '../fixtures/cloud.ts';
import { aRun } from '../fixtures/reports.ts';
import { aState, aStep, asking, provisioned } from '../fixtures/states.ts';

const schedules: readonly ScheduledRun[] = [
  { id: 'nightly', title: 'Full refresh at night', cron: '0 3 * * *', fullRefresh: true },
  { id: 'by-day', title: 'What is new', cron: '0 8-20/4 * * 1-5', fullRefresh: false },
];
const plan = { kind: 'by-layer', steps: ['dbt build --select staging', 'dbt build --select marts'] } as const;
const outline = { title: 'Orders', incidents: [], changes: [], plan, schedules };

it('a step that runs a plan shows each command with its state and time', async () => {
  const commands: CommandProgress[] = [
    { title: 'build staging', state: 'done', seconds: 4.2 },
    { title: 'build marts', state: 'running', startedAt: '2026-11-21T10:00:00.000Z' },
    { title: 'build kpi', state: 'waiting' },
  ];
  const step = aStep('run-production', { status: 'running' });
  const progress = [{ step: 'run-production', attempt: 1, line: '', commands } as const];
  const html = await htmlOf(<StepList steps={[step]} progress={progress} />);
  expect(html).toMatch(/data-status="done"[\s\S]*build staging[\s\S]*4\.2 s/);
  expect(html).toMatch(/data-status="running"[\s\S]*build marts[\s\S]*data-since="2026-11-21T10:00:00.000Z"/);
  expect(html).toMatch(/data-status="waiting"[\s\S]*build kpi/);
});

it('a run by schedule is listed with the steps, with its commands, its time and what it is called', async () => {
  const scheduled = {
    ...{ id: 'production-b.nightly-g1-x', schedule: 'Full refresh at night', startedAt: '2026-11-21T03:00:00.000Z' },
    ...{ attempt: 2, line: 'production: fct_orders', lastFailure: 'The worker went away.' },
    commands: [{ title: 'build marts', state: 'running', startedAt: '2026-11-21T03:00:09.000Z' } as const],
  };
  const seen = {
    state: asking('live', provisioned),
    runId: 'r',
    from: 'worker',
    progress: [],
    unconfirmed: [],
  } as const;
  const html = await htmlOf(buildRegions({ ...seen, scheduled: [scheduled] }).steps);
  expect(html).toMatch(/by schedule: Full refresh at night[\s\S]*data-since="2026-11-21T03:00:00.000Z"/);
  expect(html).toContain('The worker went away; tried again. production: fct_orders');
  expect(html).toMatch(/build marts[\s\S]*data-since="2026-11-21T03:00:09.000Z"/);
  // What is shown of the demo is fetched anew when it begins and when it ends.
  expect(liveKey(seen.state, [scheduled])).not.toBe(liveKey(seen.state));
  expect(await htmlOf(buildRegions({ ...seen, scheduled: [scheduled] }).news)).toContain(scheduled.id);
});

it('a run that stopped is not gone on with while another one is under way', async () => {
  const state = asking('live', provisioned);
  const stopped = { id: 'production-b-nightly-g1-x', how: 'gave-up', schedule: { title: 'At night' } } as const;
  const idle = await htmlOf(<StoppedRunNotice {...{ state, stopped }} underWay={false} />);
  expect(idle).toContain('The last production run by schedule (At night) gave up.');
  expect(idle).toContain('value="production-b-nightly-g1-x"');
  expect(idle).not.toMatch(/<button[^>]*disabled/);
  expect(await htmlOf(<StoppedRunNotice {...{ state, stopped }} underWay={true} />)).toMatch(/<button[^>]*disabled/);
});

it('a run that has ended says which of its commands were left out', async () => {
  const commands = [
    { title: 'build staging', succeeded: false, seconds: 3 },
    { title: 'build marts', succeeded: false, seconds: 0, leftOut: true },
  ];
  const html = await htmlOf(<RunResultsView results={{ ...aRun('production', null, false), commands }} />);
  expect(html).toMatch(/data-status="failed"[\s\S]*build staging/);
  expect(html).toMatch(/data-status="skipped"[\s\S]*build marts[\s\S]*left out/);
});

it('production is said to run by its plan; in dbt Cloud the steps of its job are named', async () => {
  const html = await htmlOf(<RunningPanel state={aState({ outline })} />);
  expect(html).toContain('the commands of its plan, one after the other');
  const there = await htmlOf(<RunningPanel state={aState({ target: 'dbt-cloud', outline })} />);
  expect(there).toContain('dbt build --select staging &amp;&amp; dbt build --select marts');
  const byModel = { ...outline, plan: { kind: 'by-model', steps: ['dbt build'] } as const };
  expect(await htmlOf(<RunningPanel state={aState({ outline: byModel })} />)).toContain('one command a model');
});

it('several schedules are named before they are made, and on the page of the demo', async () => {
  const asked = await htmlOf(<ProvisionPanel state={asking('provision', { outline })} statistics={undefined} />);
  expect(asked).toContain('Full refresh at night: <code>0 3 * * *</code> (UTC), everything from nothing');
  expect(asked).toMatch(/<input[^>]*name="schedule"[^>]*disabled/);
  const environment = { generation: 1, schema: 'a', cron: '0 3 * * *', schedule: 'production-b', schedules };
  const state = asking('live', { ...provisioned, outline, environment });
  const links = await htmlOf(<LinksCard state={state} statistics={undefined} temporalUrl={undefined} docs={false} />);
  expect(links).toContain('What is new: <code>0 8-20/4 * * 1-5</code> (UTC)');
  expect(await htmlOf(<Made state={state} />)).toContain('2 production schedules (0 3 * * *; 0 8-20/4 * * 1-5)');
});

it('in dbt Cloud each schedule is a job of its own, which is paused with the others', async () => {
  const jobs = {
    ...infrastructure.urls.jobs,
    scheduled: { nightly: 'https://dbt.test/71', 'by-day': 'https://dbt.test/72' },
  };
  const environment = { generation: 1, schema: 'a', cron: '0 3 * * *', schedules };
  const made = { ...infrastructure, urls: { ...infrastructure.urls, jobs } };
  const card = await htmlOf(
    <ScheduleCard state={asking('live', { ...inCloud, outline, environment, infrastructure: made })} />,
  );
  expect(card).toMatch(/href="https:\/\/dbt\.test\/71"[\s\S]*Full refresh at night/);
  expect(card).toContain('name="on" value="off"');
});

it('made by hand, production has the plan’s steps and no time, and each schedule a job', async () => {
  const html = await htmlOf(
    <ManualSteps
      state={asking('provision', { ...onGitHub, outline })}
      snapshot={{ companyName: 'petal_pine', shortId: 'abc' }}
      offered={offered}
    />,
  );
  expect(html).toMatch(/<td>Production<\/td>[\s\S]*?no trigger/);
  expect(html).toMatch(
    /<td>Production: nightly<\/td>[\s\S]*?dbt build --select marts --full-refresh[\s\S]*?0 3 \* \* \* \(UTC\)/,
  );
  expect(html).toMatch(/<td>Production: by-day<\/td>[\s\S]*?0 8-20\/4 \* \* 1-5 \(UTC\)/);
});
