import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { RehearsalReportView } from '../../../src/views/rehearsal/report.tsx';
import { aReport } from '../fixtures/reports.ts';
import { aDigest, aState } from '../fixtures/states.ts';

test('every check says by its mark whether it held', async () => {
  const view = <RehearsalReportView state={aState()} report={aReport(false, aDigest('9'))} />;
  const marks = [
    ...(await htmlOf(view)).matchAll(/<summary data-status="(\w+)"><span class="mark"[^>]*aria-label="(\w+)"/g),
  ];
  expect(new Set(marks.map(([, status, label]) => `${status} ${label}`))).toEqual(
    new Set(['done held', 'failed failed']),
  );
});
