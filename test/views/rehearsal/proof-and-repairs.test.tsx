import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { ProofSummary } from '../../../src/domain/build/proof-summary.ts';
import type { RepairRecord } from '../../../src/domain/project/repair-record.ts';
import { StepList } from '../../../src/views/build/step-list.tsx';
import { FileView } from '../../../src/views/files/file-view.tsx';
import { FilesPanel } from '../../../src/views/files/files-panel.tsx';
import { RehearsalReportView } from '../../../src/views/rehearsal/report.tsx';
import { aProof, aReport, aSnapshot } from '../fixtures/reports.ts';
import { aDigest, aState, aStep, asking, published } from '../fixtures/states.ts';

const about = { project: aDigest('9'), warehouse: 'snowflake' } as const;
const summary = (passed: boolean): ProofSummary => ({
  proven: true,
  ...about,
  proof: aDigest('7'),
  passed,
  findings: passed ? 0 : 1,
  filesCompiled: 66,
  statementsRecorded: 240,
  dbtVersion: '1.12.6',
  adapterVersion: '1.11.5',
  seconds: 9,
});
const proof = aProof(false);
const record: RepairRecord = {
  schema: 'repair/1',
  step: 'generate-sql',
  subject: 'fct_orders',
  round: 2,
  errors: ['Unit tests pass: unit test cancelled_orders: got 120, expected 0'],
  outcome: 'repaired',
  why: '',
  before: 'order_total',
  after: 'case when cancelled then 0 else order_total end',
};

test('the report says which proof was run for this snapshot, and what of it did not run', async () => {
  const state = aState({ proof: summary(false) });
  const html = await htmlOf(<RehearsalReportView state={state} report={aReport(true, aDigest('9'))} proof={proof} />);
  expect(html).toContain('proof, red');
  expect(html).toContain('The adapter parses');
  expect(html).toContain('not run, as an earlier stage is red');
  expect(html).toContain('models/marts/fct_orders.sql:4');
});

test('a proof that could not be run says why', async () => {
  const state = aState({ proof: { proven: false, ...about, why: 'the adapter could not be installed' } });
  const html = await htmlOf(<RehearsalReportView state={state} report={undefined} />);
  expect(html).toContain('Not proven for Snowflake: the adapter could not be installed');
});

test('a red proof holds the files, with the file at fault to open', async () => {
  const { rehearsal } = published;
  const panel = (passed: boolean) => {
    const over = { ...published, ...(rehearsal ? { rehearsal } : {}), proof: summary(passed), phase: 'files' } as const;
    const state = asking('review-files', over);
    const snapshot = aSnapshot(aDigest('1'), aDigest('2'));
    const found = passed ? undefined : proof;
    const report = aReport(true, aDigest('9'));
    return htmlOf(
      <FilesPanel {...{ state, snapshot, report, proof: found }} groups={[]} conflicts={[]} repositoryName="demo" />,
    );
  };
  expect(await panel(false)).toContain('The proof is red: mend the file that it names');
  expect(await panel(false)).toContain('models/marts/fct_orders.sql');
  expect(await panel(true)).not.toContain('is red');
});

test('each round of repair is shown with what was wrong and what it changed', async () => {
  const diff = [
    { kind: 'removed' as const, text: record.before },
    { kind: 'added' as const, text: record.after },
  ];
  const repairs = [{ revision: 1, record, diff }];
  const html = await htmlOf(<RehearsalReportView state={aState()} report={undefined} repairs={repairs} />);
  expect(html).toContain('round 2');
  expect(html).toContain('got 120, expected 0');
  expect(html).toContain('case when cancelled then 0');
  const step = aStep('repair', {
    subject: 'round 2 of 3',
    repairs: [{ step: 'generate-sql', subject: 'fct_orders', outcome: 'repaired', record: aDigest('8') }],
  });
  expect(await htmlOf(<StepList steps={[step]} progress={[]} />)).toContain('changed fct_orders');
});

test('a file that a model wrote can be asked for anew while the files are reviewed, and no other', async () => {
  const file = { group: 'main', path: 'models/marts/fct_orders.sql', text: 'select 1', findings: [] };
  const piece = { step: 'generate-sql', subject: 'fct_orders' } as const;
  const reviewing = asking('review-files', { ...published, phase: 'files' });
  const shown = await htmlOf(<FileView state={reviewing} {...file} piece={piece} />);
  expect(shown).toMatch(/name="kind" value="regenerate-piece".*name="subject" value="fct_orders"/s);
  expect(await htmlOf(<FileView state={reviewing} {...file} />)).not.toContain('regenerate-piece');
  expect(await htmlOf(<FileView state={asking('live', published)} {...file} piece={piece} />)).not.toContain(
    'regenerate',
  );
});

test('what a model or a warehouse said is shown as text and never as a page', async () => {
  const said = '<img src=x onerror=alert(1)>';
  const repairs = [
    { revision: 1, record: { ...record, errors: [said], why: said }, diff: [{ kind: 'added' as const, text: said }] },
  ];
  const findings = proof.findings.map((finding) => ({ ...finding, message: said }));
  const state = aState({ proof: { proven: false, ...about, why: said } });
  const html = await htmlOf(
    <RehearsalReportView state={state} report={undefined} proof={{ ...proof, findings }} repairs={repairs} />,
  );
  expect(html).not.toContain('<img');
  expect(html.match(/&lt;img/g)).toHaveLength(5);
});
