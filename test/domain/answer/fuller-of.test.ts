import { describe, expect, it } from 'vitest';
import { fullerOf } from '../../../src/domain/answer/fuller-of.ts';
import type { FullerAnswer, SpreadAnswer } from '../../../src/domain/answer/rows.ts';
import { weightProblems } from '../../../src/domain/answer/weights-of.ts';
import { materialise } from '../../../src/domain/project/data/materialise.ts';
import { type RowsPiece, rowsPieceSchema } from '../../../src/domain/project/piece.ts';
import type { Cell, Row } from '../../../src/domain/scenario/cell.ts';
import { type Source, source as sourceSchema } from '../../../src/domain/scenario/source.ts';
import { ecommerce } from '../blueprint/ecommerce.ts';

const asOf = '2026-06-26';
const column = { description: 'A column.', nullable: false } as const;
const stamp = { ...column, name: 'loaded_at', type: 'timestamp' } as const;
const aSource = (table: string, columns: readonly object[]): Source =>
  sourceSchema.parse({
    system: 'club',
    table,
    entity: table,
    description: 'Rows.',
    staging_purpose: 'Names.',
    loaded_at: 'loaded_at',
    columns: [...columns, stamp],
  });

const rooms = aSource('rooms', [
  { ...column, name: 'room', type: 'string', primary_key: true },
  { ...column, name: 'floor', type: 'integer' },
]);
const members = aSource('members', [
  { ...column, name: 'member', type: 'string', primary_key: true },
  { ...column, name: 'room', type: 'string', references: { source: 'club.rooms', column: 'room' } },
  { ...column, name: 'card', type: 'string' },
  { ...column, name: 'joined_on', type: 'date' },
]);
const visits = aSource('visits', [
  { ...column, name: 'visit', type: 'integer', primary_key: true },
  { ...column, name: 'member', type: 'string', references: { source: 'club.members', column: 'member' } },
  { ...column, name: 'room', type: 'string', references: { source: 'club.rooms', column: 'room' } },
  { ...column, name: 'card', type: 'string' },
  { ...column, name: 'state', type: 'string', accepted_values: ['seated', 'no show', 'cancelled', 'moved'] },
  { ...column, name: 'reminded', type: 'boolean' },
  { ...column, name: 'booked_at', type: 'timestamp' },
  { ...column, name: 'starts_at', type: 'timestamp' },
  { ...column, name: 'left_at', type: 'timestamp', nullable: true },
]);
const sources = [rooms, members, visits];

const ten = <One>(make: (index: number) => One): One[] => Array.from({ length: 10 }, (_, index) => make(index));
const two = (number: number) => String(number).padStart(2, '0');
/** Weekdays of June 2026, in order. */
const weekdays = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12].map((day) => `2026-06-${two(day)}`);
const roomRows: Row[] = ten((index) => [`R-${index + 1}`, index % 3, `${weekdays[index]} 20:15:00`]);
const memberRows: Row[] = ten((index) => [
  `M-${index + 1}`,
  `R-${(index % 4) + 1}`,
  `C${index}x`,
  `2026-04-${two(index + 6)}`,
  `2026-04-${two(index + 6)} 20:15:00`,
]);
const visitRows: Row[] = ten((index) => {
  const noShow = index === 3;
  const starts = `${weekdays[index]} ${two(9 + (index % 7))}:${index % 2 ? '15' : '45'}:00`;
  const booked = `2026-05-${two(index + 18 > 22 ? index + 20 : index + 18)} ${two(8 + (index % 5))}:${index % 2 ? '05' : '50'}:00`;
  return [
    100 + index,
    `M-${index + 1}`,
    `R-${(index % 4) + 1}`,
    `C${index}x`,
    noShow ? 'no show' : 'seated',
    !noShow,
    booked,
    starts,
    noShow ? null : starts.replace(/:\d\d:00$/, ':55:00'),
    `${weekdays[index]} 23:40:00`,
  ];
});

const spread = (name: string, more: Partial<SpreadAnswer>): SpreadAnswer => ({
  column: name,
  kind: 'weights',
  weights: [],
  minimum: 0,
  maximum: 0,
  skew: 1,
  pattern: '',
  lists: [],
  factors: [],
  ...more,
});
const weights = (name: string, shares: Record<string, number>) =>
  spread(name, { weights: Object.entries(shares).map(([value, weight]) => ({ value, weight })) });
const plain: FullerAnswer = { days_back: 120, growth: 1, season: [], spreads: [] };
const shares = { seated: 75, 'no show': 6.1, cancelled: 16, moved: 2.9 };
const drawn = { ...plain, spreads: [weights('state', shares), weights('reminded', { true: 70, false: 30 })] };

function piecesOf(answers: Partial<Record<'rooms' | 'members' | 'visits', FullerAnswer>>): RowsPiece[] {
  const written: RowsPiece[] = [];
  for (const [source, rows] of [
    [rooms, roomRows],
    [members, memberRows],
    [visits, visitRows],
  ] as const) {
    const answer = Object.entries(answers).find(([table]) => table === source.table)?.[1] ?? plain;
    const fuller = fullerOf(answer, source, rows, sources, written);
    const piece = { schema: 'rows/1', source: `club.${source.table}`, as_of: asOf, day_one: rows, fuller };
    written.push(rowsPieceSchema.parse({ ...piece, next_day: { append: [], amend: [] } }));
  }
  return written;
}

/** Further rows by column name. */
function further(table: Source, answers: Parameters<typeof piecesOf>[0] = {}): Record<string, Cell>[] {
  const scenario = { ...ecommerce.scenario, sources, incidents: [] };
  const made = materialise({ scenario, rows: piecesOf(answers), dataVolume: 'fuller', asOf, shortId: 's' });
  return (made.dayOne.get(`club.${table.table}`) ?? [])
    .slice(10)
    .map((row) => Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at] ?? null])));
}

const share = (rows: readonly Record<string, Cell>[], name: string, value: Cell) =>
  (100 * rows.filter((row) => row[name] === value).length) / rows.length;

describe('the hours of further rows', () => {
  const rows = further(visits, { visits: drawn });
  const minutes = (name: string) =>
    rows.flatMap(({ [name]: at }) =>
      typeof at === 'string' ? [Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))] : [],
    );

  it('are those in which the ten lie, on whole quarter-hours where theirs are', () => {
    expect(Math.min(...minutes('starts_at'))).toBeGreaterThanOrEqual(9 * 60 + 15);
    expect(Math.max(...minutes('starts_at'))).toBeLessThanOrEqual(15 * 60 + 45);
    expect(minutes('starts_at').filter((minute) => minute % 15 !== 0)).toEqual([]);
    expect(minutes('booked_at').some((minute) => minute % 15 !== 0)).toBe(true);
    expect(new Set(minutes('loaded_at'))).toEqual(new Set([23 * 60 + 40]));
  });

  it('are of weekdays where all of the ten are', () => {
    const days = rows.map(({ starts_at }) => new Date(String(starts_at).slice(0, 10)).getUTCDay());
    expect(days.filter((day) => day === 0 || day === 6)).toEqual([]);
  });

  it('never end with the last day: what would pass it happens earlier as a whole', () => {
    const all = rows
      .flatMap((row) => [row.booked_at, row.starts_at, row.left_at, row.loaded_at])
      .filter((at) => at !== null);
    expect(all.filter((at) => String(at).endsWith('23:59:59'))).toEqual([]);
    expect(all.filter((at) => String(at) > `${asOf} 23:59:59`)).toEqual([]);
    expect(rows.filter(({ starts_at }) => String(starts_at).startsWith(asOf)).length).toBeLessThan(80);
  });

  it('keep the order of dates, and what is empty stays empty with its state', () => {
    for (const { booked_at, starts_at, left_at, loaded_at, state } of rows) {
      expect(String(booked_at) <= String(starts_at)).toBe(true);
      if (left_at !== null) expect(String(starts_at) <= String(left_at)).toBe(true);
      expect(String(left_at ?? starts_at) <= String(loaded_at)).toBe(true);
      if (state === 'no show') expect(left_at).toBeNull();
      if (state === 'seated') expect(left_at).not.toBeNull();
    }
  });
});

describe('rates', () => {
  const rows = further(visits, { visits: drawn });

  it.each(Object.entries(shares))('come out as given: %s', (state, weight) => {
    expect(Math.abs(share(rows, 'state', state) - weight)).toBeLessThan(1.5);
  });

  it('of two columns are independent of each other', () => {
    expect(Math.abs(share(rows, 'reminded', true) - 70)).toBeLessThan(1.5);
    const reminded = share(
      rows.filter((row) => row.reminded),
      'state',
      'no show',
    );
    expect(reminded).toBeGreaterThan(3);
    expect(reminded).toBeLessThan(10);
  });

  it('of values that the column cannot have are a problem', () => {
    const wrong = { ...plain, spreads: [weights('state', { seated: 90, lost: 10 }), weights('guest', { a: 1 })] };
    expect(weightProblems(drawn, visits)).toEqual([]);
    expect(weightProblems(wrong, visits).map(({ path }) => path)).toEqual(['fuller.spreads[0]', 'fuller.spreads[1]']);
    const typed = { ...plain, spreads: [weights('reminded', { often: 1 }), weights('state', { '': 1 })] };
    expect(weightProblems(typed, visits)).toHaveLength(2);
    const none = { ...plain, spreads: [weights('state', { seated: 0 })] };
    expect(weightProblems(none, visits)).toHaveLength(1);
  });
});

describe('rows that refer to others', () => {
  const answers = { visits: drawn, rooms: { ...plain, spreads: [] } };
  const rows = further(visits, answers);
  const parents = new Map(
    [...memberRows.map(([member, room, card]) => ({ member, room, card })), ...further(members, answers)].map((row) => [
      row.member,
      row,
    ]),
  );

  it('refer to what their parent refers to, and have its values where the ten do', () => {
    expect(new Set(rows.map(({ member }) => member)).size).toBeGreaterThan(100);
    for (const { member, room, card } of rows) {
      expect(parents.get(member ?? null)?.room).toBe(room);
      expect(parents.get(member ?? null)?.card).toBe(card);
    }
  });

  it('do not where the ten do not', () => {
    const apart = visitRows.map((row, index) => (index === 0 ? row.with(2, 'R-9').with(3, 'other') : row));
    const written = piecesOf({}).filter(({ source }) => source !== 'club.visits');
    const { columns } = fullerOf(plain, visits, apart, sources, written);
    expect(columns.room?.kind).toBe('reference');
    expect(JSON.stringify(columns.card)).not.toContain('lookup');
  });

  it('begin after their parent', () => {
    for (const { member, booked_at } of rows) {
      const joined = parents.get(member ?? null);
      if (joined && 'joined_on' in joined) expect(String(booked_at) >= String(joined.joined_on)).toBe(true);
    }
  });
});

describe('how many there are', () => {
  it('none where the answer says that the ten are all', () => {
    expect(further(rooms, { rooms: { ...plain, days_back: 0 } })).toEqual([]);
    const rows = further(members, { rooms: { ...plain, days_back: 0 } });
    expect(rows).toHaveLength(990);
    expect(new Set(rows.map(({ room }) => room)).size).toBe(10);
  });

  it('a few dozen of what others refer to and in which nothing happens, more where it names people', () => {
    expect(further(rooms)).toHaveLength(40);
    const entries = Array.from({ length: 30 }, (_, index) => `N${index}`);
    const names = spread('room', {
      kind: 'words',
      pattern: '{a} {b}',
      lists: ['a', 'b'].map((name) => ({ name, entries })),
    });
    expect(further(rooms, { rooms: { ...plain, spreads: [names] } })).toHaveLength(250);
    expect(further(members)).toHaveLength(990);
  });
});

describe('season and growth', () => {
  it('show in when rows begin', () => {
    const season = [1, 1, 1, 0.2, 1, 1, 1, 1, 1, 1, 1, 1];
    const rows = further(members, { members: { ...plain, season, growth: 1.5 } });
    const months = Object.groupBy(rows, ({ joined_on }) => String(joined_on).slice(5, 7));
    expect(months['04']?.length ?? 0).toBeLessThan((months['05']?.length ?? 0) / 2);
    expect(months['03']?.length ?? 0).toBeLessThan(months['05']?.length ?? 0);
  });
});
