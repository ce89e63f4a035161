import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import type { RehearsalReport } from '../../../src/domain/rehearsal/report.ts';
import { FilesPanel } from '../../../src/views/files/files-panel.tsx';
import { aReport, aSnapshot } from '../fixtures/reports.ts';
import { aDigest, aStep, asking, published } from '../fixtures/states.ts';

const green = aReport(true, aDigest('9'));
const nameless: RehearsalReport = {
  ...aReport(false, aDigest('9')),
  checks: aReport(false, aDigest('9')).checks.map((check) => ({
    ...check,
    findings: check.findings.map((finding) => ({ ...finding, path: null, line: null })),
  })),
};

function panel(report: RehearsalReport, also: Partial<BuildState> = {}): Promise<string> {
  const { rehearsal } = published;
  const over = rehearsal ? { rehearsal: { ...rehearsal, passed: report.passed } } : {};
  const state = asking('review-files', { ...published, ...over, phase: 'files', ...also });
  const snapshot = aSnapshot(aDigest('1'), aDigest('2'));
  return htmlOf(<FilesPanel {...{ state, snapshot, report }} groups={[]} conflicts={[]} repositoryName="demo" />);
}

test('a red rehearsal that names no file can be done again', async () => {
  const html = await panel(nameless);
  expect(html).toMatch(/action="[^"]*\/rewind".*name="to" value="rehearse".*Rehearse again/s);
  expect(html).toContain('rehearse it again');
  expect(html).not.toContain('mend the file that it names');
  expect(await panel(green)).not.toContain('Rehearse again');
});

test('that the build was rolled back is said, with what stands still', async () => {
  const made = aStep('publish-repository', { phase: 'repository', status: 'failed' });
  const down = (name: 'destroy-infrastructure' | 'retire-repository', status: 'done' | 'skipped') =>
    aStep(name, { phase: 'teardown', status });
  const gone = await panel(green, { steps: [made, down('retire-repository', 'done')] });
  expect(gone).toContain('Rolled back to the files. Done: Retire the repository.');
  expect(gone).toContain('Nothing that was made outside stands.');
  const steps = [made, down('destroy-infrastructure', 'done'), down('retire-repository', 'skipped')];
  const left = await panel(green, { steps, begun: ['repository'] });
  expect(left).toContain('Done: Remove the dbt Cloud project.');
  expect(left).toContain('It still stands: repository petal-pine-dbt-demo');
  expect(await panel(green, { steps: [down('retire-repository', 'done'), made] })).not.toContain('Rolled back');
});
