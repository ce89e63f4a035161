import { describe, expect, it } from 'vitest';
import { checkPiece } from '../../../../src/domain/project/check/check-piece.ts';
import { checkPieces } from '../../../../src/domain/project/check/check-pieces.ts';
import type { Pieces, RowsPiece, SqlPiece } from '../../../../src/domain/project/piece.ts';
import { libraryPieces, libraryScenario } from '../../fixtures/library.ts';

function problems(pieces: Pieces): string[] {
  return checkPieces(libraryScenario(), pieces).map(({ message }) => message);
}

/** The pieces with the rows of one source altered. */
function withRows(source: string, alter: (piece: RowsPiece) => void): Pieces {
  const pieces = structuredClone(libraryPieces());
  for (const piece of pieces.rows) if (piece.source === source) alter(piece);
  return pieces;
}

function withSql(model: string, alter: (piece: SqlPiece) => void): Pieces {
  const pieces = structuredClone(libraryPieces());
  for (const piece of pieces.sql) if (piece.model === model) alter(piece);
  return pieces;
}

describe('sound pieces', () => {
  it('have no problems', () => expect(checkPieces(libraryScenario(), libraryPieces())).toEqual([]));
});

describe('in rows', () => {
  it.each([
    ['a row that is too short', (p: RowsPiece) => void p.day_one[0]?.pop(), /has 6 cells, and the table 7 columns/],
    ['a number as text', (p: RowsPiece) => void p.day_one[0]?.splice(0, 1, '1'), /id is integer and cannot be "1"/],
    ['a fraction of a cent', (p: RowsPiece) => void p.day_one[0]?.splice(5, 1, 1.005), /fee is amount/],
    ['a day that is none', (p: RowsPiece) => void p.day_one[0]?.splice(3, 1, '2026-02-40'), /lent_on is date/],
    ['an empty cell', (p: RowsPiece) => void p.day_one[0]?.splice(3, 1, null), /lent_on is empty/],
    [
      'a loan of nobody',
      (p: RowsPiece) => void p.day_one[0]?.splice(1, 1, 99),
      /refers to desk\.members 99 on day one/,
    ],
    ['a key twice', (p: RowsPiece) => void p.day_one[0]?.splice(0, 1, 2), /has a key twice on day one/],
    ['an incident without rows', (p: RowsPiece) => void delete p.incidents['unknown-members'], /delivers nothing/],
    ['an amendment of nothing', (p: RowsPiece) => void p.next_day.amend.push({ key: 77, set: {} }), /amends 77/],
    ['an amendment of no column', (p: RowsPiece) => void p.next_day.amend.push({ key: 1, set: { x: 1 } }), /sets x/],
  ])('%s is found', (_, alter, message) => {
    expect(problems(withRows('desk.loans', alter))).toContainEqual(expect.stringMatching(message));
  });

  it.each([
    ['a key twice', 'desk.loans', (p: RowsPiece) => void p.day_one[0]?.splice(0, 1, 2), /has a key twice/],
    ['an amendment of nothing', 'desk.loans', (p) => void p.next_day.amend.push({ key: 77, set: {} }), /amends 77/],
    [
      'an amendment to what is not accepted',
      'desk.members',
      (p) => void p.next_day.amend.push({ key: 1, set: { branch: 'east' } }),
      /has "east" in branch on the next day/,
    ],
  ] as [string, string, (piece: RowsPiece) => void, RegExp][])(
    '%s is found in the piece alone, before it is kept',
    (_, source, alter, message) => {
      const [piece] = withRows(source, alter).rows.filter((one) => one.source === source);
      const found = piece ? checkPiece(libraryScenario(), piece) : [];
      expect(found.map((problem) => problem.message)).toContainEqual(expect.stringMatching(message));
    },
  );

  it('a value that is not accepted is found', () => {
    const pieces = withRows('desk.members', (piece) => void piece.day_one[0]?.splice(2, 1, 'east'));
    expect(problems(pieces)).toEqual([
      'desk.members has "east" in branch on day one, which is not accepted.',
      expect.any(String),
    ]);
  });

  it('texts that loaders take for nothing are found', () => {
    for (const text of ['', ' ', 'null', 'NULL', 'a\nb']) {
      const pieces = withRows('desk.members', (piece) => void piece.day_one[0]?.splice(1, 1, text));
      expect(problems(pieces)).toContainEqual(expect.stringMatching(/name is string and cannot be/));
    }
  });

  it('an incident may deliver what is wrong, as long as it fits the table', () => {
    const orphan = withRows(
      'desk.loans',
      (piece) => void piece.incidents['unknown-members']?.append[0]?.splice(4, 1, null),
    );
    expect(problems(orphan)).toEqual([]);
  });

  it('missing rows and a next day without any are found', () => {
    const pieces = libraryPieces();
    expect(problems({ ...pieces, rows: pieces.rows.slice(1) })).toContain('desk.members has no rows.');
    const still = structuredClone(pieces);
    for (const piece of still.rows) piece.next_day = { append: [], amend: [] };
    expect(problems(still)).toContain('Nothing arrives on the next day.');
  });
});

describe('in logic', () => {
  const final = 'final as (select loan_id, member_id, title, lent_on, fee, loaded_at from int_loans_with_books)';

  it.each([
    [final.replace('final', 'last'), /must be called final/],
    [`int_loans_with_books as (select 1 as one), ${final}`, /there twice/],
    [final.replace('title, ', ''), /final does not give the column title/],
    [final.replace('int_loans_with_books', 'somewhere'), /never reads its input int_loans_with_books/],
    [`with ${final}`, /not a list of common table expressions/],
    [`${final};`, /semicolon/],
    [`${final} /* open`, /opened and never closed/],
    [final.replace('title', "{{ run_query('x') }} as title"), /none of the portable macros/],
    [final.replace('title', "{{ dbt.run_query('x') }} as title"), /none of the portable macros/],
    [final.replace('title', "{{ env_var('HOME') }} as title"), /none of the portable macros/],
    [final.replace('title', "'{{ env_var(1) }}' as title"), /text holds Jinja/],
    [final.replace('title', "{{ dbt.concat(['{{ x }}']) }} as title"), /none of the portable macros/],
    [final.replace('int_loans_with_books', "{{ ref('int_loans_with_books') }}"), /none of the portable macros/],
    [`{% set x = 1 %}${final}`, /Jinja statements/],
    [`-- {{ run_query('x') }}\n${final}`, /A comment holds Jinja/],
    [final.replace('title', 'title::text as title'), /:: does not run on every warehouse/],
    [final.replace('lent_on', "date_trunc('month', lent_on) as lent_on"), /date_trunc does not run/],
    [final.replace('title', 'cast(title as varchar) as title'), /varchar does not run/],
    [final.replace('lent_on', 'current_date as lent_on'), /asks the clock/],
    [final.replace('title', '"title"'), /quote names differently/],
    [final.replace('int_loans_with_books', "int_loans_with_books, read_csv('/etc/passwd')"), /reads what is not/],
  ])('%s is refused', (sql, message) => {
    const pieces = withSql('fct_loans', (piece) => {
      piece.sql = sql;
    });
    expect(problems(pieces)).toContainEqual(expect.stringMatching(message));
  });

  it.each([
    final.replace('lent_on', "cast({{ dbt.date_trunc('month', 'lent_on') }} as date) as lent_on"),
    final.replace('lent_on', `cast('{{ var("as_of") }}' as date) as lent_on`),
    final.replace('lent_on', "{{ dbt.dateadd('day', -1, as_of()) }} as lent_on"),
    final.replace('title', "case when title = 'drop; -- it' then 'a' else title end as title"),
    final.replace('title', 'cast(title as {{ dbt.type_string() }}) as title'),
  ])('%s is fine', (sql) => {
    expect(
      problems(
        withSql('fct_loans', (piece) => {
          piece.sql = sql;
        }),
      ),
    ).toEqual([]);
  });

  it('a model or change without SQL is found', () => {
    const pieces = libraryPieces();
    expect(problems({ ...pieces, sql: pieces.sql.slice(1) })).toContain('int_loans_with_books has no SQL.');
    expect(problems({ ...pieces, changes: pieces.changes.slice(1) })).toEqual(['Show every copy brings no SQL.']);
  });

  it('a unit test that does not fit its model is found', () => {
    const pieces = withSql('fct_loans', ({ unit_tests: [test] }) => {
      test?.given.push({ input: 'dim_members', rows: [] });
      test?.given[1]?.rows.push({ no_column: 1 });
      test?.expect.push({ other: 1 });
      if (test) test.incremental = false;
    });
    expect(problems(pieces)).toEqual(
      [
        'fct_loans: loans_before_the_look_back_stay: Rows for this are read by an incremental unit test only.',
        expect.stringContaining('int_loans_with_books has no column no_column'),
        expect.stringContaining('fct_loans does not read dim_members'),
        expect.stringContaining('fct_loans has no column other'),
      ].map((message) => (typeof message === 'string' ? message.replace('fct_loans: ', '') : message)),
    );
  });

  it('a unit test that is shown but not there is found', () => {
    const pieces = withSql('int_loans_with_books', (piece) => {
      piece.unit_tests = [];
    });
    expect(problems(pieces)).toEqual(['There is no unit test the_newest_load_counts to show.']);
  });
});
