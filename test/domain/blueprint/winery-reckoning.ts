/**
 * Every KPI reckoned a second time, of the raw rows alone and by its definition in words: nothing here knows the demo's
 * models. Days are `YYYY-MM-DD`.
 */

/** A raw row by column name, as it was delivered. */
export type RawRow = Readonly<Record<string, string | number | boolean | null>>;

export interface RawWinery {
  readonly customers: readonly RawRow[];
  readonly orders: readonly RawRow[];
  readonly reservations: readonly RawRow[];
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

const oneDay = 86_400_000;
const toDay = (instant: number) => new Date(instant).toISOString().slice(0, 10);
const dayOf = (cell: RawRow[string] | undefined) => String(cell ?? '').slice(0, 10);
const sum = (rows: readonly RawRow[], column: string) =>
  rows.reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0) / 100;

/** The first day on which anything was sold or somebody was due. */
export function firstDay({ orders, reservations }: RawWinery): string {
  const due = reservations.filter(({ status }) => status === 'completed' || status === 'no show');
  const days = [...orders.map(({ ordered_at }) => dayOf(ordered_at)), ...due.map(({ visit_at }) => dayOf(visit_at))];
  return days.toSorted()[0] ?? '';
}

/** The spans that the board looks back over from a day. The fiscal year begins in July. */
export function spansTo(day: string): Record<'mtd' | 'qtd' | 'ytd' | 'last_28', Span> {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const first = (inYear: number, inMonth: number) => toDay(Date.UTC(inYear, inMonth - 1));
  return {
    mtd: { from: first(year, month), to: day },
    qtd: { from: first(year, month - ((month - 1) % 3)), to: day },
    ytd: { from: first(month >= 7 ? year : year - 1, 7), to: day },
    last_28: { from: toDay(Date.parse(day) - 27 * oneDay), to: day },
  };
}

/** The same day of the year before; 28 February for the 29th. */
export function yearBefore(day: string): string {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return same.endsWith('02-29') ? `${same.slice(0, 4)}-02-28` : same;
}

/** Each KPI over a span, by its code; a ratio without a denominator is null. */
export function reckon(
  { customers, orders, reservations }: RawWinery,
  { from, to }: Span,
): Record<string, number | null> {
  const within = (rows: readonly RawRow[], column: string) =>
    rows.filter((row) => row[column] !== null && dayOf(row[column]) >= from && dayOf(row[column]) <= to);
  const paid = within(orders, 'ordered_at').filter(({ status }) => status === 'paid');
  const through = (channel: string) => paid.filter((order) => order.channel === channel);
  const visits = within(reservations, 'visit_at');
  const came = visits.filter(({ status }) => status === 'completed');
  const due = visits.filter(({ status }) => status === 'completed' || status === 'no show');
  const wine = sum(paid, 'wine_total');
  const fees = sum(came, 'fee');
  const tastingRoom = sum(through('tasting room'), 'wine_total') + fees;
  const guests = sum(came, 'party_size');
  const joins = within(customers, 'club_joined_on').length;
  const per = (one: number, other: number) => (other === 0 ? null : one / other);
  return {
    tasting_room_wine_revenue: sum(through('tasting room'), 'wine_total'),
    tasting_room_fees: fees,
    tasting_room_revenue: tastingRoom,
    tasting_room_orders: through('tasting room').length,
    reservations_due: due.length,
    visits: came.length,
    show_rate: per(came.length, due.length),
    guests,
    guests_per_visit: per(guests, came.length),
    revenue_per_guest: per(tastingRoom, guests),
    club_revenue: sum(through('club'), 'wine_total'),
    club_shipments: through('club').length,
    club_average_shipment: per(sum(through('club'), 'wine_total'), through('club').length),
    club_joins: joins,
    club_cancellations: within(customers, 'club_left_on').length,
    online_revenue: sum(through('online'), 'wine_total'),
    online_orders: through('online').length,
    online_average_order: per(sum(through('online'), 'wine_total'), through('online').length),
    phone_revenue: sum(through('phone'), 'wine_total'),
    wine_revenue: wine,
    total_revenue: wine + fees,
    orders: paid.length,
    average_order_value: per(wine, paid.length),
    bottles: sum(paid, 'bottles'),
    average_bottle_price: per(wine, sum(paid, 'bottles')),
    new_customers: within(customers, 'created_at').length,
    club_conversion: per(joins, guests),
  };
}
