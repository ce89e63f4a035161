import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { RehearsalSummary } from '../../../src/domain/build/rehearsal-summary.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import type { StepState } from '../../../src/domain/build/step.ts';
import { BuildPage } from '../../../src/views/build/build-page.tsx';
import { buildRegions } from '../../../src/views/build/regions.tsx';
import type { StepProgress } from '../../../src/views/build/seen-build.ts';
import { RehearsalSummaryLine } from '../../../src/views/rehearsal/report.tsx';
import { aDigest, aState, aStep, asking, published, seen } from '../fixtures/states.ts';

const red: RehearsalSummary = {
  project: aDigest('8'),
  report: aDigest('7'),
  passed: false,
  checks: 2,
  failed: 1,
  seconds: 4,
  dbtVersion: '1.12.6',
};
const [revision] = aState().revisions;
const unrendered = revision ? [{ ...revision, project: undefined }].map(({ project: _, ...rest }) => rest) : [];

const reading = (rehearsal: RehearsalSummary): BuildState =>
  asking('review-scenario', { revisions: unrendered, steps: [aStep('rehearse', { ahead: true, rehearsal })] });

const region = (name: 'ahead' | 'steps' | 'status', state: BuildState, progress: readonly StepProgress[] = []) =>
  htmlOf(buildRegions(seen(state, { progress }))[name]);

test('work ahead that came out red is called red, and green when it is', async () => {
  expect(await region('ahead', reading(red))).toContain('rehearsed, red: 1 of 2 checks failed');
  const green = await region('ahead', reading({ ...red, passed: true, failed: 0 }));
  expect(green).toContain('rehearsed, green: all 2 checks held');
});

test('the rehearsal that was done while the person reads is told as such, one of an earlier revision is not', async () => {
  const line = (state: BuildState) => htmlOf(<RehearsalSummaryLine state={state} report={undefined} />);
  expect(await line(reading(red))).toContain('1 of 2 checks failed');
  const older = { ...reading(red), revision: 2, rehearsal: red };
  expect(await line(older)).toContain('Not rehearsed yet');
});

test('work ahead is not called done while its proof or a repair still runs, nor good when its proof is red', async () => {
  const rehearsed = aStep('rehearse', { ahead: true, rehearsal: { ...red, passed: true, failed: 0 } });
  const ahead = (step: StepState) => {
    const state = asking('review-scenario', { revisions: unrendered, steps: [rehearsed, step] });
    return region('ahead', state);
  };
  expect(await ahead(aStep('prove-warehouse', { ahead: true, status: 'running' }))).not.toContain('already generated');
  const proof = {
    ...({ proven: true, project: aDigest('9'), warehouse: 'snowflake', proof: aDigest('7'), passed: false } as const),
    ...{ findings: 2, filesCompiled: 6, statementsRecorded: 0, dbtVersion: '1.12', adapterVersion: '1.11', seconds: 9 },
  };
  const redProof = await ahead(aStep('prove-warehouse', { ahead: true, proof }));
  expect(redProof).toContain('not for Snowflake as it is: 2 findings');
  expect(redProof).toContain('data-tone="bad"');
});

test('steps done ahead are listed while they are reviewed, for the revision that is', async () => {
  const ahead = (of: number) => aStep('rehearse', { ahead: true, revision: of, subject: `of-${of}` });
  const steps = [ahead(1), ahead(2)];
  const listed = (over: Partial<BuildState>) => region('steps', aState({ ...published, steps, revision: 2, ...over }));
  for (const phase of ['scenario', 'files'] as const) {
    const list = await listed({ phase });
    expect(list).toContain('of-2');
    expect(list).not.toContain('of-1');
  }
  expect(await listed({ phase: 'live' })).not.toContain('of-2');
});

test('a step whose rehearsal came out red says so in every list', async () => {
  expect(await region('steps', reading(red))).toContain('rehearsed, red: 1 of 2 checks failed');
});

test('the log, which has every step itself, shows no second list of them', async () => {
  const page = (view: 'log' | 'now') => htmlOf(<BuildPage seen={seen(reading(red))} view={view} />);
  expect(await page('log')).toMatch(/class="steps-box"[^>]*hidden/);
  expect(await page('now')).not.toMatch(/class="steps-box"[^>]*hidden/);
});

test('what a step said of itself goes when the step ends', async () => {
  const progress = [{ step: 'rehearse', attempt: 1, line: 'Day one: fct_orders' }] as const;
  const state = (status: 'running' | 'done') => aState({ phase: 'files', steps: [aStep('rehearse', { status })] });
  expect(await region('status', state('running'), progress)).toContain('fct_orders');
  expect(await region('status', state('done'), progress)).not.toContain('fct_orders');
});

test('a question is not ended by another sign', async () => {
  expect(await region('status', asking('roll-back'))).toContain('remove what was made?<');
});
