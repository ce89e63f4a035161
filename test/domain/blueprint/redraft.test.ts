import { describe, expect, it } from 'vitest';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { minutesOf } from '../../../src/domain/blueprint/fit-call.ts';
import { redraft } from '../../../src/domain/blueprint/instructions/redraft.ts';
import { renamePieces } from '../../../src/domain/blueprint/rename-pieces.ts';
import { checkPieces } from '../../../src/domain/project/check/check-pieces.ts';
import { checkScenario } from '../../../src/domain/scenario/check/check-scenario.ts';
import type { Scenario, ScenarioSection } from '../../../src/domain/scenario/scenario.ts';
import { ecommerce, shopBrief } from './ecommerce.ts';

const brief = shopBrief();
const before = draft([ecommerce], brief) as Scenario; // There is a blueprint.
const ids = (parts: readonly { readonly id: string }[]): string[] => parts.map(({ id }) => id);

function asked(text: string, from: Scenario = before, section?: ScenarioSection): Scenario {
  const scenario = redraft(ecommerce, brief, from, { text, section });
  expect(checkScenario(scenario)).toEqual([]);
  return scenario;
}

const notesOf = ({ notes }: Scenario, kind: string): string[] =>
  notes.filter((note) => note.kind === kind).map(({ text }) => text);

describe('instructions', () => {
  it.each([
    ['Drop the semantic layer'],
    ['Please turn the semantic layer off.'],
    ['without metrics'],
    ['no semantic layer'],
  ])('“%s” takes out the metrics, and bringing them back restores them', (text) => {
    const off = asked(text);
    expect(off.semantic_layer).toBeUndefined();
    expect(ids(off.changes)).toEqual(['payments-joined-raw']);
    const on = asked('Bring back the semantic layer', off);
    expect(on.semantic_layer).toEqual(before.semantic_layer);
    expect(ids(on.demonstrations)).toContain('one-revenue');
  });

  it.each<[string, string[]]>([
    ['no incidents', []],
    ['Drop the unknown payments incident', ['delivered-twice']],
    ['one incident', ['delivered-twice']],
    ['Only keep the incident with the test shop', ['unknown-payments']],
    ['Leave out the one where the export ran twice', ['unknown-payments']],
    ['remove all incidents', []],
    ['two incidents', ['delivered-twice', 'unknown-payments']],
  ])('“%s” leaves the incidents %j', (text, incidents) => {
    const scenario = asked(text);
    expect(ids(scenario.incidents)).toEqual(incidents);
    expect(ids(scenario.changes)).toEqual(ids(before.changes));
    expect(minutesOf(scenario.talk_track.flow)).toBe(30);
    expect(asked('Add all incidents', scenario).incidents).toEqual(before.incidents);
  });

  it('says how many incidents there are when more are wanted', () => {
    const scenario = asked('four incidents');
    expect(scenario.incidents).toEqual(before.incidents);
    expect(notesOf(scenario, 'not_met')).toEqual([expect.stringMatching(/“four incidents”.*has 2/)]);
  });

  it.each<[string, string[]]>([
    ['three changes', ['payments-joined-raw', 'order-count-as-text', 'revenue-net-of-refunds']],
    ['Drop the pull request with the join', ['revenue-net-of-refunds']],
    ['Add the broken contract', ['payments-joined-raw', 'order-count-as-text', 'revenue-net-of-refunds']],
    ['only one pull request', ['payments-joined-raw']],
    ['no changes', []],
  ])('“%s” leaves the changes %j', (text, changes) => {
    expect(ids(asked(text).changes)).toEqual(changes);
  });

  it('drops and adds demonstrations', () => {
    expect(ids(before.demonstrations)).toContain('bad-data-stopped');
    const scenario = asked('Drop the data quality demonstration and add a demonstration about late data');
    expect(ids(scenario.demonstrations)).not.toContain('bad-data-stopped');
    expect(ids(scenario.demonstrations)).toContain('late-arrivals');
    expect(scenario.incidents).toEqual(before.incidents);
  });

  it.each([
    ['Make it 45 minutes', 45],
    ['We only have half an hour', 30],
    ['the call is one hour', 60],
    ['20 min please', 20],
    ['an hour and a half', 90],
  ] as const)('“%s” gives a call of %i minutes', (text, minutes) => {
    const scenario = asked(text);
    expect(minutesOf(scenario.talk_track.flow)).toBe(minutes);
    expect({ ...scenario, talk_track: before.talk_track }).toEqual(before);
  });

  it('follows several wishes of one sentence', () => {
    const scenario = asked('Turn off the semantic layer, drop the unknown payments incident and make it 20 minutes.');
    expect(scenario.semantic_layer).toBeUndefined();
    expect(ids(scenario.incidents)).toEqual(['delivered-twice']);
    expect(minutesOf(scenario.talk_track.flow)).toBe(20);
  });

  it('quotes what it does not understand, and changes nothing else', () => {
    const scenario = asked('Make the tables purple. Nine minutes shorter in spirit!');
    expect(notesOf(scenario, 'not_understood')[0]).toMatch(/^“Make the tables purple”\./);
    expect({ ...scenario, notes: before.notes }).toEqual(before);
  });

  it('stays quick and keeps its notes few, however much is asked', () => {
    const long = `rename ${'a '.repeat(9_000)} to b. `;
    const started = performance.now();
    const scenario = asked(`${long}${'Paint it blue. '.repeat(500)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(scenario.notes.length).toBeLessThanOrEqual(40);
    expect({ ...scenario, notes: before.notes }).toEqual(before);
  });

  it('forgets what it did not understand once it is asked something else', () => {
    expect(notesOf(asked('no incidents', asked('Make the tables purple')), 'not_understood')).toEqual([]);
  });
});

describe('renames', () => {
  it.each([
    'Rename customers to members',
    'Call customers members',
    'Please use members instead of customers everywhere.',
    'Customers are called members',
    'rename customer to member',
  ])('“%s” reaches names, texts and pieces', (text) => {
    const scenario = asked(text);
    expect(scenario.marts.map(({ name }) => name)).toContain('dim_members');
    expect(scenario.sources[0]?.table).toBe('members');
    expect(scenario.semantic_layer?.metrics.map(({ name }) => name)).toContain('repeat_members');
    expect(scenario.sources.flatMap(({ columns }) => columns.map(({ name }) => name))).toContain('member_id');
    expect(JSON.stringify({ ...scenario, origin: null, notes: [] })).not.toMatch(/customer/i);
    expect(scenario.title).toBe(before.title);

    const pieces = renamePieces(ecommerce.pieces, scenario.origin?.renames ?? []);
    expect(checkPieces(ecommerce.scenario, ecommerce.pieces)).toEqual([]);
    const whole = redraft(ecommerce, brief, ecommerce.scenario, { text });
    expect(checkPieces(whole, pieces)).toEqual([]);
  });

  it('leaves the values of rows, lists and filters as they are', () => {
    const renames = [
      { from: 'cancelled', to: 'void' },
      { from: 'card', to: 'plastic' },
      { from: 'orders', to: 'bookings' },
      { from: 'order', to: 'booking' },
    ];
    const pieces = renamePieces(ecommerce.pieces, renames);
    expect(pieces.rows.map(({ day_one }) => day_one)).toEqual(ecommerce.pieces.rows.map(({ day_one }) => day_one));
    const fact = pieces.sql.find(({ model }) => model === 'fct_bookings');
    expect(fact?.sql).toContain("booking_status = 'cancelled'");
    expect(fact?.sql).not.toMatch(/\border_id\b/);
  });

  it('follows in every part of a rule that names something, and loses none of it', () => {
    const [piece] = ecommerce.pieces.rows;
    const renames = [
      { from: 'orders', to: 'bookings' },
      { from: 'order', to: 'booking' },
    ];
    const fuller = (one: 'order' | 'booking') => ({
      ...{ most: 40, kept_whole: true },
      working: {
        followed: { kind: 'similar' as const, columns: [`${one}_id`], rows: [['order']], above: `${one}_id` },
        [`${one}_total`]: { kind: 'add' as const, columns: [`${one}_net`], less: [`${one}_discount`] },
      },
      columns: {
        [`${one}_id`]: {
          ...{ kind: 'lookup' as const, source: `shop.${one}s`, column: `${one}_id` },
          joins: { source: `shop.${one}s`, column: `${one}_id` },
        },
        price: {
          ...{ kind: 'once_per' as const, column: `${one}_id`, known: [{ is: 'order', value: 1 }] },
          use: { kind: 'vary' as const, value: 2, share: 0.1, by: `${one}_size`, step: 0.05 },
        },
      },
    });
    const rows = piece === undefined ? [] : [{ ...piece, fuller: fuller('order') }];
    const renamed = renamePieces({ ...ecommerce.pieces, rows }, renames).rows.map((one) => one.fuller);
    expect(renamed).toEqual([fuller('booking')]);
  });

  it('renames one column wherever it stands, and remembers it for the pieces', () => {
    const scenario = asked('Rename the column order_total to basket_value');
    const fact = scenario.marts.find(({ name }) => name === 'fct_orders');
    expect(fact?.columns.map(({ name }) => name)).toContain('basket_value');
    expect(fact?.columns.map(({ name }) => name)).toContain('order_id');
    expect(scenario.origin?.renames).toContainEqual({ from: 'order_total', to: 'basket_value' });
  });

  it('names tests anew with the right article, in promises too', () => {
    const scenario = asked('Call orders bookings');
    expect(scenario.incidents[1]?.promise.fails).toEqual(['every_payment_has_a_booking']);
    const bookings = scenario.marts.find(({ name }) => name === 'fct_bookings');
    expect(bookings?.incremental?.reason).toContain('newest of a booking');
  });

  it('takes a second rename on top of the first', () => {
    const scenario = asked('Rename members to patrons', asked('Rename customers to members'));
    expect(scenario.marts.map(({ name }) => name)).toContain('dim_patrons');
    expect(
      checkPieces(asked('three changes', scenario), renamePieces(ecommerce.pieces, scenario.origin?.renames ?? [])),
    ).toEqual([]);
  });

  it.each([
    ['Rename customers to orders', 'same name'],
    ['Rename customers to select', 'taken the word'],
    ['Rename dragons to members', 'Nothing here is named'],
    ['Rename customers to 顧客', 'ASCII'],
  ])('refuses “%s”', (text, why) => {
    const scenario = asked(text);
    expect(notesOf(scenario, 'not_met')).toEqual([expect.stringContaining(why)]);
    expect({ ...scenario, notes: before.notes }).toEqual(before);
  });
});

describe('one section alone', () => {
  it('changes that section and leaves all else deep-equal', () => {
    const scenario = asked('add a demonstration about late data', before, 'demonstrations');
    expect(ids(scenario.demonstrations)).toContain('late-arrivals');
    expect({ ...scenario, demonstrations: before.demonstrations }).toEqual(before);
  });

  it('refuses what is about another section', () => {
    const scenario = asked('Make it 45 minutes', before, 'incidents');
    expect(notesOf(scenario, 'not_met')[0]).toContain('“Make it 45 minutes”');
    expect({ ...scenario, notes: before.notes }).toEqual(before);
  });

  it('drafts the section from the brief once more when nothing is said', () => {
    const edited: Scenario = { ...before, title: 'My own title', incidents: before.incidents.slice(1) };
    const scenario = asked('', edited, 'incidents');
    expect(scenario.incidents).toEqual(before.incidents);
    expect(scenario.title).toBe('My own title');
  });

  it('keeps a hand-edited text when something else is asked for', () => {
    const edited: Scenario = { ...before, business_context: { ...before.business_context, summary: 'By hand.' } };
    expect(asked('no incidents', edited).business_context.summary).toBe('By hand.');
  });
});
