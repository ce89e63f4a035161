import { describe, expect, test } from 'vitest';
import { neededPieces } from '../../../src/domain/project/piece-plan.ts';
import { piecesAtFault, type Seen } from '../../../src/domain/project/pieces-at-fault.ts';
import type { Check, NodeResult } from '../../../src/domain/rehearsal/report.ts';
import { libraryScenario } from '../fixtures/library.ts';

const scenario = libraryScenario();
const nothing: Seen = { report: undefined, proof: undefined, edited: [], cleared: [] };

const node = (uniqueId: string, message: string): NodeResult => {
  const [type = '', , third = '', fourth] = uniqueId.split('.');
  return {
    uniqueId,
    name: fourth ?? third,
    type,
    status: type === 'model' ? 'error' : 'fail',
    failures: 1,
    message,
    seconds: 1,
  };
};

const red = (over: Partial<Check>): Seen => ({
  ...nothing,
  report: {
    checks: [
      {
        stage: 'build',
        subject: null,
        title: 'Production builds green on day one',
        passed: false,
        promised: 'green',
        seen: 'red',
        seconds: 1,
        nodes: [],
        findings: [],
        log: '',
        ...over,
      },
    ],
  },
});

const pieces = (seen: Seen) => piecesAtFault(scenario, seen).map(({ step, subject }) => `${step} ${subject}`);

describe('the piece at fault', () => {
  test('is the SQL of a model that cannot be built, told with file and line', () => {
    const message = 'Runtime Error in model fct_loans: Conversion Error';
    const seen = red({
      nodes: [node('model.library.fct_loans', message)],
      findings: [{ path: 'models/marts/fct_loans.sql', line: 7, message }],
    });
    expect(piecesAtFault(scenario, seen)).toMatchObject([
      { step: 'generate-sql', subject: 'fct_loans', errors: [expect.stringContaining('models/marts/fct_loans.sql:7')] },
    ]);
  });

  test.each([
    [
      'a unit test’s model',
      'unit_test.library.int_loans_with_books.the_newest_load_counts',
      'generate-sql int_loans_with_books',
    ],
    ['the model that a test stands on', 'test.library.no_fee_is_negative', 'generate-sql fct_loans'],
    ['the rows that break a rule of their source', 'test.library.no_book_is_free', 'generate-rows shop.books'],
    ['the first model that a test of its own SQL reads', 'test.library.loans_by_day_add_up', 'generate-sql fct_loans'],
    ['the rows of a seed that does not load', 'seed.library.raw_desk__loans', 'generate-rows desk.loans'],
  ])('is %s', (_, uniqueId, piece) => {
    const sources = scenario.sources.map(({ system, table }) => [table, `${system}.${table}`] as const);
    const table = piece.split('.')[1];
    const source = sources.find(([name]) => name === table)?.[1];
    const system = source?.split('.')[0] ?? '';
    const id = uniqueId.replace('desk', system);
    const wanted = source ? `generate-rows ${source}` : piece;
    expect(pieces(red({ nodes: [node(id, 'Got 1 result')] }))).toEqual([wanted]);
  });

  test('of an incident that breaks its promise is the rows that strike, of a change the change', () => {
    const [incident] = scenario.incidents;
    expect(pieces(red({ stage: 'incident', subject: `${incident?.id}-on-next-day` }))).toEqual([
      `generate-rows ${incident?.source}`,
    ]);
    expect(pieces(red({ stage: 'change', subject: 'net-fees' }))).toEqual(['generate-change net-fees']);
  });

  test('of an incremental table that a full refresh fills otherwise is its SQL', () => {
    const incremental = scenario.marts.find((mart) => mart.incremental)?.name;
    expect(pieces(red({ stage: 'next-day', seen: `${incremental} differs in 2 rows` }))).toEqual([
      `generate-sql ${incremental}`,
    ]);
  });

  test('is looked for in what a model reads once the model itself was found sound', () => {
    const seen = red({ nodes: [node('model.library.fct_loans', 'off')] });
    const reads = scenario.marts.find(({ name }) => name === 'fct_loans')?.inputs ?? [];
    const cleared = [{ step: 'generate-sql', subject: 'fct_loans' } as const];
    const further = pieces({ ...seen, cleared });
    expect(further).not.toContain('generate-sql fct_loans');
    expect(further).toHaveLength(reads.length);
    expect(further).toContain('generate-sql int_loans_with_books');
  });

  test('is nothing that a person edited, and nothing that code renders', () => {
    const seen = red({ nodes: [node('model.library.fct_loans', 'off')] });
    expect(pieces({ ...seen, edited: ['models/marts/fct_loans.sql'] })).toEqual([]);
    expect(pieces(red({ stage: 'metrics', subject: 'fees_by_month' }))).toEqual([]);
    expect(
      pieces(red({ stage: 'lint', findings: [{ path: 'models/marts/fct_loans.yml', line: 1, message: 'no' }] })),
    ).toEqual([]);
  });

  test('of a proof for the warehouse is the SQL it names, or the change that brings it', () => {
    const finding = {
      path: 'models/marts/fct_loans.sql',
      line: 3,
      message: 'no function ilike',
      stage: 'functions',
    } as const;
    const proof = {
      warehouse: 'bigquery',
      findings: [
        { ...finding, change: null },
        { ...finding, change: 'net-fees' },
      ],
    } as const;
    const seen = { ...nothing, proof: { ...proof, findings: [...proof.findings] } };
    expect(pieces(seen)).toEqual(['generate-sql fct_loans', 'generate-change net-fees']);
    expect(piecesAtFault(scenario, seen)[0]?.errors[0]).toContain('BigQuery, functions: models/marts/fct_loans.sql:3');
  });
});

test('each piece is planned behind those that it is made from', () => {
  const plan = neededPieces(scenario);
  for (const [index, { after }] of plan.entries()) {
    const before = plan.slice(0, index).map(({ subject }) => subject);
    expect(before).toEqual(expect.arrayContaining([...after]));
  }
  const loans = plan.find(({ subject }) => subject.endsWith('.loans'));
  expect(loans?.after.map((id) => id.split('.')[1]).sort()).toEqual(['books', 'members']);
  expect(plan.find(({ subject }) => subject === 'net-fees')?.after).toEqual(
    scenario.changes.find(({ id }) => id === 'net-fees')?.alters,
  );
});
