import { Shown } from '../build/followed.tsx';
import { liveKey } from '../build/seen-build.ts';
import { KpiBoard } from './kpi-board.tsx';
import type { LiveNowProps } from './live-now.tsx';

/** The board of a demo that has one, which changes with every production run. */
export function BoardNow({ state, scenario, production, scheduled }: LiveNowProps) {
  const { board, currency } = scenario;
  return (
    <Shown of={liveKey(state, scheduled)}>
      {board ? <KpiBoard {...{ board, currency }} buildId={state.id} kept={production?.results.board} /> : null}
    </Shown>
  );
}
