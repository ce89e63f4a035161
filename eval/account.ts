import { join, relative } from 'node:path';
import { proofInWords } from '../src/domain/build/proof-summary.ts';
import type { FileFinding } from '../src/domain/rehearsal/report.ts';
import { wasSentBack } from './asked.ts';
import type { Evaluation } from './evaluate-brief.ts';
import { notJudged } from './judge.ts';

/** What a person has to know of a brief beside its line in the table: what waits, what failed, what is red. */
export function account(evaluation: Evaluation, from: string): string[] {
  const { brief, desk, run, asked, unused, scenario, judgedBefore } = evaluation;
  const waiting = asked.filter(({ outcome }) => outcome === 'waiting');
  const mended = asked.filter(wasSentBack);
  const reworded = asked.filter((one) => one.reworded).map(({ name }) => name);
  return [
    `${brief}: ${asked.length - waiting.length} questions answered${waiting.length === 0 ? '' : `, ${waiting.length} wait`}`,
    ...waiting.flatMap(({ name, stale, refused }) => [
      `  ${relative(from, join(desk.open, `${name}.prompt.md`))}${stale ? ' (the answer that is kept is stale)' : ''}`,
      ...refused.map((problem) => `    not taken: ${problem}`),
    ]),
    ...mended.map(({ name }) => `  sent back: ${name}`),
    ...(reworded.length === 0 ? [] : [`  answered to other words: ${reworded.join(', ')}`]),
    ...unused.map((path) => `  not asked for: ${relative(from, path)}`),
    ...run.failures.map((failure) => `  failed: ${failure}`),
    ...(run.last?.report.checks ?? []).flatMap(({ passed, stage, title, promised, seen, findings }) =>
      passed
        ? []
        : [
            `  red: ${stage}: ${title}: promised ${promised}; ${seen}`,
            ...findings.map((finding) => `    ${place(finding)}`),
          ],
    ),
    ...(run.last?.proof ? [`  ${proofInWords(run.last.proof)}`] : []),
    ...(run.last?.findings ?? []).map(({ stage, change, ...finding }) =>
      ['  not for the warehouse:', stage, change ?? '', place(finding)].filter(Boolean).join(' '),
    ),
    ...(run.last ? unmet(evaluation, from) : []),
    ...(judgedBefore ? [`  its wishes were judged on another scenario than ${scenario}`] : []),
  ];
}

function unmet({ wishes, desk }: Evaluation, from: string): string[] {
  if (wishes.every(({ why }) => why === notJudged)) {
    return [
      `  nobody has judged its wishes; ${relative(from, join(desk.open, 'wishes-met.draft.yaml'))} is to be filled in`,
    ];
  }
  return wishes.flatMap(({ id, met, why }) => (met ? [] : [`  wish not met: ${id}: ${why}`]));
}

function place({ path, line, message }: FileFinding): string {
  return `${path ?? ''}${line === null ? '' : `:${line}`} ${message}`.trim();
}
