import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { RunResults } from '../../../src/domain/rehearsal/run-results.ts';
import { LivePage, linkTo } from '../../../src/views/live/live-page.tsx';
import { libraryScenario } from '../../domain/fixtures/library.ts';
import { aBoard } from '../fixtures/board.ts';
import { aRun } from '../fixtures/reports.ts';
import { asking, provisioned } from '../fixtures/states.ts';

const scenario = libraryScenario(({ talk_track: track, semantic_layer: layer }) => {
  const [query] = layer?.saved_queries ?? [];
  for (const stop of track.flow) stop.shows = [{ kind: 'saved_query', name: query?.name ?? '' }];
});
const query = scenario.semantic_layer?.saved_queries[0]?.name ?? '';
const run = { id: 'r1', job: 'production', status: 'green', asPromised: true, seconds: 1, endedAt: '' } as const;

const pageWith = (metrics: RunResults['metrics'], shown = scenario) => {
  const results: RunResults = { ...aRun('production', null), metrics };
  return htmlOf(
    <LivePage
      {...{ state: asking('live', provisioned), scenario: shown, known: { results }, runs: [], painPoints: [] }}
      production={{ run: { ...run, results: '0'.repeat(64) } as never, results }}
      statistics={undefined}
      temporalUrl={undefined}
      lastDay="2026-11-20"
    />,
  );
};

test('a saved query is linked to its answer where the page has it, and is plain text where a run answered none', async () => {
  const [answer] = aRun('production', null).metrics;
  const answered = await pageWith(answer ? [{ ...answer, query }] : []);
  expect(answered).toContain(`href="#query-${query}"`);
  expect(answered).toContain(`id="query-${query}"`);
  const unanswered = await pageWith([]);
  expect(unanswered).toContain(query);
  expect(unanswered).not.toContain('#query-');
});

test('what is drawn on the page from the board’s mart is linked to the board, other reports to the lineage', () => {
  const exposure = { label: 'Board', type: 'application', description: 'It.', owner: 'Operations' } as const;
  const exposures = [
    { ...exposure, name: 'board', depends_on: [aBoard.mart] },
    { ...exposure, name: 'report', depends_on: [aBoard.mart, 'other'] },
  ];
  const to = (name: string) => linkTo('b', { kind: 'exposure', name }, {}, { board: aBoard, exposures });
  expect(to('board')).toBe('#board');
  expect(to('report')).toBe('#lineage');
  expect(linkTo('b', { kind: 'exposure', name: 'board' }, {}, { exposures })).toBe('#lineage');
});

test('the board stands before what is read up on, the lineage last', async () => {
  const html = await pageWith([], { ...scenario, board: aBoard });
  const places = ['talk-track', 'live-now', 'board', 'changes', 'quality-guide', 'lineage'].map((id) =>
    html.indexOf(`id="${id}"`),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
