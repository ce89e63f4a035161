import { availableParallelism, totalmem } from 'node:os';
import type { Approvals } from './approval.ts';
import type { MeasuredBuild } from './measured-build.ts';
import type { Start } from './second-start.ts';

export interface Measurements {
  /** For DuckDB: what it runs, the command line runs too. */
  readonly build: MeasuredBuild;
  /** For Snowflake: its adapter's proof runs beside the rehearsal. */
  readonly proven: MeasuredBuild;
  readonly byCommandLine: { readonly seconds: number; readonly commands: number };
  readonly approvals: Approvals;
  readonly start: Start;
}

/** The measurements as a page of Markdown. */
export function report({ build, proven, byCommandLine, approvals, start }: Measurements, day: string): string {
  const { history, runs, phases, pageDelays, seconds } = proven;
  const ratio = build.seconds / byCommandLine.seconds;
  const between = seconds - phases.reduce((total, phase) => total + phase.seconds, 0);
  const p95 = percentile(pageDelays, 0.95);
  const query = percentile(approvals.byQuery, 0.5);
  const page = percentile(approvals.byPage, 0.5);
  const kilobytes = history.bytes / 1000;
  return `# Benchmarks

\`npm run bench\` takes these numbers, prints them and writes this file: one run, on one machine, with the service in its
usual processes on a data folder of its own.

Taken on ${day} with ${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GB of memory, ${process.platform} ${process.arch}, Node ${process.versions.node}, dbt ${build.state.rehearsal?.dbtVersion ?? 'unknown'} on DuckDB.
The build is the built-in e-commerce blueprint with ten rows per source, rehearsed in full (${build.state.rehearsal?.checks ?? 0} checks) and
provisioned on this machine, each of its questions answered at once, with a page open on it. dbt is warm. It is made twice:
for DuckDB, where all that dbt does can be done by the command line as well, and for Snowflake, where its adapter's proof
runs beside the rehearsal and has no counterpart there.

| what | measured | aim | |
| --- | --- | --- | --- |
${[
  row(
    'A whole local build, against the same dbt and mf commands one after another by the command line',
    `${ratio.toFixed(2)} (${build.seconds.toFixed(1)} s against ${byCommandLine.seconds.toFixed(1)} s, ${byCommandLine.commands} commands)`,
    'at most 0.25',
    ratio <= 0.25,
  ),
  `| The same build for Snowflake, proven by its adapter | ${seconds.toFixed(1)} s, of which the proof runs ${proofSeconds(proven)} s beside the rehearsal | none | |`,
  row(
    'From sending the approval of a scenario to its files being asked about',
    `${query.toFixed(2)} s (median of ${list(approvals.byQuery)})`,
    'under 0.5 s',
    query < 0.5,
  ),
  row(
    'From sending the approval to a page that lists the files',
    `${page.toFixed(2)} s (median of ${list(approvals.byPage)})`,
    'under 0.5 s',
    page < 0.5,
  ),
  row(
    'Events in the history of an undisturbed build, for Snowflake',
    `${history.events}`,
    'at most 300',
    history.events <= 300,
  ),
  row('Bytes of that history', `${kilobytes.toFixed(1)} kB`, 'at most 100 kB', kilobytes <= 100),
  row(
    'From an event of the workflow to the browser, 95th percentile',
    `${p95.toFixed(0)} ms (median ${percentile(pageDelays, 0.5).toFixed(0)} ms, ${pageDelays.length} events)`,
    'under 300 ms',
    p95 < 300,
  ),
  row(
    'Second `npm start` to a usable page',
    `${start.page.toFixed(1)} s (its address after ${start.address.toFixed(1)} s)`,
    'under 5 s',
    start.page < 5,
  ),
].join('\n')}

The ${runs.count} runs of jobs are workflows of their own, with ${runs.events} events and ${(runs.bytes / 1000).toFixed(1)} kB together.

## Machine time by phase
Seconds in which at least one step of the phase ran, of the build for Snowflake.

| phase | seconds | share |
| --- | ---: | ---: |
${[...phases, { title: 'between steps', seconds: between }, { title: '**whole build**', seconds }]
  .map((phase) => `| ${phase.title} | ${phase.seconds.toFixed(2)} | ${Math.round((100 * phase.seconds) / seconds)} % |`)
  .join('\n')}

## How they are taken
- **By the command line:** [\`bench/by-command-line.sh\`](../bench/by-command-line.sh) runs what the rehearsal and the first runs of the jobs
  run, on the same rendered project under the same profile, and checks that what is to be green is green and what is to be
  red is red. Drafting, rendering, linting, comparing rows and publishing are in the build's seconds alone.
- **To the browser:** the page's event stream is read over HTTP. A step counts twice: from its being scheduled and from its
  being completed (the time of the event in the history) to the first message whose list of steps shows it so.
- **Events and bytes:** what Temporal says of the build's workflow when the demo is live.
`;
}

function proofSeconds({ state: { proof } }: MeasuredBuild): string {
  return proof?.proven ? proof.seconds.toFixed(1) : 'no';
}

function row(what: string, measured: string, aim: string, met: boolean): string {
  return `| ${what} | ${measured} | ${aim} | ${met ? 'met' : 'missed'} |`;
}

/** The value that this share of the values does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function list(seconds: readonly number[]): string {
  return seconds.map((value) => value.toFixed(2)).join(', ');
}
