import type { BuildState } from '../../domain/build/state.ts';
import { type Kpi, readBoard } from '../../domain/rehearsal/board.ts';
import { notFound } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';
import { loadLive } from './live-panel.tsx';

/** A board as programs read it. */
export interface ServedBoard {
  readonly title: string;
  /** The day that it is for, `YYYY-MM-DD`. */
  readonly as_of: string;
  /** ISO code of the amounts. */
  readonly currency: string;
  readonly kpis: readonly Kpi[];
  /** Rows that carry no KPI. */
  readonly left_out: number;
}

/**
 * What the board of a demo shows now.
 * @throws ApiError where there is no board, or no production run has filled it
 */
export async function loadBoard(
  context: Pick<AppContext, 'artifacts' | 'records' | 'client' | 'hub'>,
  state: BuildState,
): Promise<ServedBoard> {
  const live = await loadLive(context, state);
  const board = live?.scenario.board;
  if (!board) throw notFound('board in this demo');
  const kept = live.production?.results.board;
  if (!kept) throw notFound('board of this demo yet: a production run on this machine fills it');
  const { kpis, unreadable } = readBoard(kept);
  return {
    ...{ title: board.title, as_of: kept.asOf, currency: live.scenario.currency },
    ...{ kpis, left_out: unreadable.length },
  };
}
