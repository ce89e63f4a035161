import type { Cell } from '../../../src/domain/scenario/cell.ts';

export type RawCells = Readonly<Record<string, Cell>>;

/** The raw tables of a Customer 360, by their names in the source systems, with nations and regions. */
export type RawTables = Readonly<
  Record<'customer' | 'orders' | 'lineitem' | 'part' | 'spend' | 'nation' | 'region', readonly RawCells[]>
>;

interface Buyer {
  readonly name: string;
  readonly segment: string;
  readonly region: string;
  readonly days: readonly string[];
  /** In cents. */
  readonly value: number;
  readonly lines: number;
  /** Cents by the metal of what was bought. */
  readonly metals: ReadonlyMap<string, number>;
}

type Answer = Cell[][];

/** What the raw rows answer to every question of the Customer 360, reckoned row by row and without any SQL. */
export function reckonAnswers(raw: RawTables): Record<string, Answer> {
  const buyers = buyersOf(raw);
  const worth = buyers.map(({ value }) => value).sort((a, b) => b - a);
  const better = ({ value }: Buyer) => worth.filter((other) => other > value).length;
  const top = buyers.filter((buyer) => better(buyer) * 5 < buyers.length);
  const segments = Map.groupBy(buyers, ({ segment }) => segment);
  const scopes: [string, readonly Buyer[]][] = [...segments, ['ALL SEGMENTS', buyers]];
  const revenue = sum(worth);
  const regions = [...Map.groupBy(raw.customer, (customer) => regionOf(raw, customer))];
  return {
    'geographic-distribution': counted(raw.customer.map((one) => [nationOf(raw, one).n_name, regionOf(raw, one)])),
    'largest-segments': [...Map.groupBy(raw.customer, ({ c_mktsegment }) => c_mktsegment ?? null)].map(
      ([segment, all]) => [segment, all.length, segments.get(String(segment))?.length ?? 0],
    ),
    'distribution-by-region': counted(raw.customer.map((one) => [regionOf(raw, one), one.c_mktsegment])).map(
      ([region = null, segment = null, count = null]) => {
        const all = regions.find(([name]) => name === region)?.[1].length ?? 0;
        return [region, segment, count, Number(count) / all];
      },
    ),
    'customer-growth': growth(buyers),
    'fastest-regions': fastest(
      regions.map(([region]) => String(region)),
      buyers,
    ),
    'acquisition-cost': [...Map.groupBy(raw.spend, ({ market_segment }) => String(market_segment))].map(
      ([segment, bookings]) => {
        const money = sum(bookings.map(({ amount }) => Number(amount)));
        const won = segments.get(segment)?.length ?? 0;
        return [segment, money, won, won === 0 ? null : money / won];
      },
    ),
    'top-customers': top
      .filter((buyer) => better(buyer) < 100)
      .map((buyer) => [better(buyer) + 1, buyer.name, buyer.segment, buyer.region, buyer.value / 100]),
    'revenue-share': [...segments].map(([segment, own]) => {
      const earned = sum(own.map(({ value }) => value));
      return [segment, earned / 100, earned / revenue];
    }),
    'lifetime-value': scopes.map(([scope, own]) => {
      const values = own.map(({ value }) => value / 100);
      return [
        scope,
        own.length,
        mean(values),
        median(values),
        Math.max(...values),
        count(own, (one) => top.includes(one)),
      ];
    }),
    'purchase-frequency': [...segments].map(([segment, own]) => {
      const gaps = own.flatMap(({ days }) => (days.length > 1 ? [daysOver(days) / (days.length - 1)] : []));
      return [segment, mean(own.map(({ days }) => days.length)), gaps.length === 0 ? null : mean(gaps)];
    }),
    'order-size-and-frequency': scopes.map(([scope, own]) => {
      const orders = own.map(({ days }) => days.length);
      const sizes = own.map(({ days, value }) => value / 100 / days.length);
      return [scope, own.length, mean(orders), correlation(orders, sizes)];
    }),
    'category-loyalty': scopes.flatMap(([scope, own]) => {
      const loyalties = own.flatMap(({ lines, metals, value }) =>
        lines > 1 ? [Math.max(...metals.values()) / value] : [],
      );
      return loyalties.length === 0 ? [] : [[scope, mean(loyalties)]];
    }),
  };
}

function buyersOf(raw: RawTables): Buyer[] {
  const metals = new Map(
    raw.part
      .toSorted((a, b) => String(a.loaded_at).localeCompare(String(b.loaded_at)))
      .map(({ p_partkey, p_type }) => [p_partkey, String(p_type).split(' ')[2]?.toLowerCase() ?? '']),
  );
  const linesOf = Map.groupBy(raw.lineitem, ({ l_orderkey }) => l_orderkey);
  const ordersOf = Map.groupBy(raw.orders, ({ o_custkey }) => o_custkey);
  return raw.customer.flatMap((customer) => {
    const orders = ordersOf.get(customer.c_custkey) ?? [];
    if (orders.length === 0) return [];
    const lines = orders.flatMap(({ o_orderkey }) => linesOf.get(o_orderkey) ?? []);
    const byMetal = new Map<string, number>();
    for (const line of lines) {
      const metal = metals.get(line.l_partkey ?? null) ?? '';
      byMetal.set(metal, (byMetal.get(metal) ?? 0) + centsOf(line));
    }
    return [
      {
        name: String(customer.c_name),
        segment: String(customer.c_mktsegment),
        region: String(regionOf(raw, customer)),
        days: orders.map(({ o_orderdate }) => String(o_orderdate)).sort(),
        value: sum([...byMetal.values()]),
        lines: lines.length,
        metals: byMetal,
      },
    ];
  });
}

/** A line's price less its discount, in cents: reckoned in whole numbers, halves up. */
function centsOf({ l_extendedprice, l_discount }: RawCells): number {
  const price = Math.round(Number(l_extendedprice) * 100);
  const kept = 100 - Math.round(Number(l_discount) * 100);
  return Math.floor((price * kept + 50) / 100);
}

function nationOf({ nation }: RawTables, { c_nationkey }: RawCells): RawCells {
  return nation.find(({ n_nationkey }) => n_nationkey === c_nationkey) ?? {};
}

function regionOf(raw: RawTables, customer: RawCells): Cell | undefined {
  const { n_regionkey } = nationOf(raw, customer);
  return raw.region.find(({ r_regionkey }) => r_regionkey === n_regionkey)?.r_name;
}

/** Each different row with how often it is there. */
function counted(rows: readonly (readonly (Cell | undefined)[])[]): Answer {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(row));
  return [...groups].map(([key, all]) => [...JSON.parse(key), all.length]);
}

function growth(buyers: readonly Buyer[]): Answer {
  const months = buyers.map(({ days }) => `${days[0]?.slice(0, 7)}-01`);
  const won = (until: string) => count(months, (month) => month <= until);
  return [...new Set(months)].map((month) => [month, count(months, (other) => other === month), won(month)]);
}

function fastest(regions: readonly string[], buyers: readonly Buyer[]): Answer {
  const newest =
    buyers
      .flatMap(({ days }) => days)
      .sort()
      .at(-1) ?? '';
  const rates = regions.map((region) => {
    const firsts = buyers.filter((buyer) => buyer.region === region).map(({ days }) => days[0] ?? '');
    const before = count(firsts, (day) => day <= yearBefore(newest));
    const won = firsts.length - before;
    return { region, before, won, rate: before === 0 ? null : won / before };
  });
  return rates.map(({ region, before, won, rate }) => {
    const faster = count(rates, (other) => {
      const lead = (other.rate ?? 0) - (rate ?? 0);
      return lead > 0 || (lead === 0 && other.won > won);
    });
    return [region, before, won, rate, faster + 1];
  });
}

/** The same day of the year before, or the last of its month. */
function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('02-29') ? before.replace('02-29', '02-28') : before;
}

function daysOver(days: readonly string[]): number {
  return (Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '')) / 86_400_000;
}

function correlation(ones: readonly number[], others: readonly number[]): number | null {
  if (ones.length < 3) return null;
  const [one, other] = [mean(ones), mean(others)];
  const together = sum(ones.map((value, index) => (value - one) * ((others[index] ?? 0) - other)));
  const spread = (values: readonly number[], middle: number) => Math.sqrt(sum(values.map((v) => (v - middle) ** 2)));
  const apart = spread(ones, one) * spread(others, other);
  return apart === 0 ? null : together / apart;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return mean([sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function count<T>(all: readonly T[], counts: (one: T) => boolean): number {
  return all.filter(counts).length;
}
