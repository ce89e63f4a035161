import { type RehearsalReport, rehearsalReportSchema } from '../domain/rehearsal/report.ts';
import type { FoundryClient } from './foundry-client.ts';
import type { DemoRun } from './run-demo.ts';

/** What `--json` prints as the last line of stdout. */
export interface DemoSummary {
  readonly buildId: string;
  readonly phase: string;
  readonly page: string;
  readonly repository: { readonly name: string; readonly cloneUrl: string; readonly commit: string } | null;
  readonly rehearsal: RehearsalReport | null;
  readonly secondsByPhase: Readonly<Record<string, number>>;
}

export async function summarise(client: FoundryClient, { id, state, secondsByPhase }: DemoRun): Promise<DemoSummary> {
  const { repository, rehearsal } = state;
  return {
    buildId: id,
    phase: state.phase,
    page: client.pageUrl(id),
    repository: repository ? { name: repository.name, cloneUrl: repository.cloneUrl, commit: repository.commit } : null,
    rehearsal: rehearsal ? rehearsalReportSchema.parse(await client.artifact(rehearsal.report)) : null,
    secondsByPhase,
  };
}

/** The same for people: where the demo is found, the rehearsal as a table, the timings. */
export function printSummary(summary: DemoSummary, place: string, write: (line: string) => void): void {
  write('');
  write(`Live demo   ${place}`);
  if (summary.repository) write(`Clone       git clone ${quoted(summary.repository.cloneUrl)}`);
  if (summary.rehearsal) {
    const { rehearsal } = summary;
    write('');
    write(
      `Rehearsed on dbt ${rehearsal.dbtVersion} in ${rehearsal.seconds.toFixed(1)} s: ${rehearsal.passed ? 'green' : 'red'}`,
    );
    const width = Math.max(...rehearsal.checks.map(({ title }) => title.length));
    for (const { title, passed, seen, seconds } of rehearsal.checks) {
      write(`  ${passed ? '✓' : '✗'} ${title.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s  ${seen}`);
    }
  }
  write('');
  for (const [phase, seconds] of Object.entries(summary.secondsByPhase))
    write(`  ${phase.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
}

function quoted(url: string): string {
  return /^[\w:/.@+-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`;
}
