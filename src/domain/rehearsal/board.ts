import { z } from 'zod';

const figure = z.number().nullable();

/** One span against the same span a year before; `percent` is a fraction of the value before. */
const comparison = z.object({ value: figure, prior: figure, difference: figure, percent: figure });

/** The JSON object that a row of a board's mart carries; whatever else is in it is nobody's business here. */
export const kpi = z.object({
  kpi_id: z.number().int(),
  code: z.string().min(1).max(100),
  label: z.string().min(1).max(200),
  /** The part of the board where it stands, where it has parts. */
  section: z.string().min(1).max(200).optional(),
  /** Of its values; a percent is a fraction. */
  format: z.enum(['currency', 'percent', 'number']),
  as_of: z.iso.date(),
  sort_order: z.number(),
  /** From the first of the month, of the quarter and of the year on, and the last 28 days. */
  mtd: comparison,
  qtd: comparison,
  ytd: comparison,
  last_28: comparison,
});
export type Kpi = z.infer<typeof kpi>;
export type KpiComparison = z.infer<typeof comparison>;

/** The newest rows of a board's mart as a run left them, kept with its results. */
export const keptBoard = z.strictObject({
  /** The day that they are for, `YYYY-MM-DD`. */
  asOf: z.string(),
  /** What each row carries, as it stands there. */
  payloads: z.array(z.string().nullable()),
});
export type KeptBoard = z.infer<typeof keptBoard>;

/** A row's payload read, or why it cannot be. */
export type ReadPayload = { readonly kpi: Kpi } | { readonly unreadable: string };

export function readPayload(payload: string | null): ReadPayload {
  if (payload === null) return { unreadable: 'it is empty' };
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return { unreadable: `it is no JSON: ${payload.slice(0, 60)}` };
  }
  const read = kpi.safeParse(value);
  if (read.success) return { kpi: read.data };
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') || 'the object';
  return { unreadable: `${where}: ${issue?.message ?? 'does not fit'}` };
}

/** A board as it is drawn: its KPIs in their order, and the payloads that are none. */
export interface ReadBoard {
  readonly kpis: readonly Kpi[];
  readonly unreadable: readonly { readonly payload: string | null; readonly why: string }[];
}

export function readBoard({ payloads }: KeptBoard): ReadBoard {
  const read = payloads.map((payload) => ({ payload, ...readPayload(payload) }));
  return {
    kpis: read
      .flatMap((one) => ('kpi' in one ? [one.kpi] : []))
      .toSorted((one, other) => one.sort_order - other.sort_order || one.kpi_id - other.kpi_id),
    unreadable: read.flatMap((one) => ('kpi' in one ? [] : [{ payload: one.payload, why: one.unreadable }])),
  };
}
