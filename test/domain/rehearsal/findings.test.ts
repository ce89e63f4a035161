import { describe, expect, it } from 'vitest';
import { nodeFindings } from '../../../src/domain/rehearsal/findings.ts';
import type { NodeResult } from '../../../src/domain/rehearsal/report.ts';

const files = new Map([
  ['models/marts/fct_loans.sql', 'with\n\nloans as (select 1 as one),\n\nfinal as (\n    select one from loans\n)\n'],
  ['models/marts/unit_tests.yml', 'unit_tests:\n  - name: late_loans_count_once\n    model: fct_loans\n'],
  ['models/marts/schema.yml', 'models:\n  - name: fct_loans\n    data_tests:\n      - name: each_loan_is_there_once\n'],
]);

const node = (type: string, uniqueId: string, status: string, message: string): NodeResult => ({
  ...{ type, uniqueId, status, message },
  name: uniqueId.split('.').at(-1) ?? '',
  failures: null,
  seconds: 0,
});

describe('what fails points to', () => {
  it('the model, where its answer is made, and not the unit test that holds it', () => {
    const message = 'actual differs from expected\n in models/marts/unit_tests.yml';
    const failed = node('unit_test', 'unit_test.library.fct_loans.late_loans_count_once', 'fail', message);
    expect(nodeFindings([failed], files)).toEqual([
      {
        path: 'models/marts/fct_loans.sql',
        line: 5,
        message: expect.stringMatching(/^fct_loans does not hold the unit test late_loans_count_once\. actual differs/),
      },
    ]);
  });

  it('the unit test itself where it cannot be run', () => {
    const message = 'Compilation Error in models/marts/unit_tests.yml: no such column';
    const broken = node('unit_test', 'unit_test.library.fct_loans.late_loans_count_once', 'error', message);
    expect(nodeFindings([broken], files)).toMatchObject([{ path: 'models/marts/unit_tests.yml' }]);
  });

  it('the file that names a test', () => {
    const failed = node('test', 'test.library.each_loan_is_there_once', 'fail', 'Got 2 results, configured to fail');
    expect(nodeFindings([failed], files)).toMatchObject([{ path: 'models/marts/schema.yml' }]);
  });
});
