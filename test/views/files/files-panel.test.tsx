import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { RehearsalReport } from '../../../src/domain/rehearsal/report.ts';
import { FilesPanel } from '../../../src/views/files/files-panel.tsx';
import { aReport, aSnapshot } from '../fixtures/reports.ts';
import { aDigest, asking, published } from '../fixtures/states.ts';

const green = aReport(true, aDigest('9'));
const nameless: RehearsalReport = {
  ...aReport(false, aDigest('9')),
  checks: aReport(false, aDigest('9')).checks.map((check) => ({
    ...check,
    findings: check.findings.map((finding) => ({ ...finding, path: null, line: null })),
  })),
};

function panel(report: RehearsalReport): Promise<string> {
  const { rehearsal } = published;
  const over = rehearsal ? { rehearsal: { ...rehearsal, passed: report.passed } } : {};
  const state = asking('review-files', { ...published, ...over, phase: 'files' });
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
