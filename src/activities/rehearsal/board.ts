import { compareBoard } from '../../domain/rehearsal/compare-board.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import { newestPayloads } from '../dbt/board-rows.ts';
import type { DbtProject } from '../dbt/dbt-project.ts';
import { plainCheck } from './check-of.ts';
import type { Rehearsal } from './rehearsed-project.ts';

/** The board can be drawn from what its mart holds on day one; no check where there is no board. */
export async function rehearseBoard(
  { deps, scenario, productionSchema }: Rehearsal,
  project: DbtProject,
): Promise<Check[]> {
  const { board } = scenario;
  if (!board) return [];
  const kept = await newestPayloads(deps.dbt, project.database, scenario, productionSchema);
  const about = { stage: 'board', subject: board.mart, title: `The board “${board.title}” can be drawn` } as const;
  return [plainCheck(about, compareBoard(board.mart, kept))];
}
