import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { KpiBoard } from '../../../src/views/live/kpi-board.tsx';
import { aBoard, aKeptBoard, aKpi } from '../fixtures/board.ts';

const drawn = (kept: Parameters<typeof KpiBoard>[0]['kept']) =>
  htmlOf(<KpiBoard buildId="b1" board={aBoard} currency="USD" kept={kept} />);

test('each KPI has a card with its four spans, in words beside any colour', async () => {
  const fallen = { value: 0.2, prior: 0.25, difference: -0.05, percent: -0.2 };
  const rate = aKpi({ ...{ kpi_id: 2, code: 'rate', label: 'Conversion', format: 'percent' }, mtd: fallen });
  const html = await drawn(aKeptBoard([rate, aKpi()]));
  expect(html.match(/<article/g)).toHaveLength(2);
  expect(html).toMatch(/Tasting room wine.*\$12,346.*up 23.5%/s);
  expect(html).toMatch(/Conversion.*20%.*data-direction="down"[^>]*>down 5 points/s);
  for (const span of ['Month to date', 'Quarter to date', 'Year to date', 'The last 28 days'])
    expect(html.match(new RegExp(span, 'g'))).toHaveLength(2);
  expect(html).toContain('/builds/b1/board.json');
});

test('KPIs that name their part of the board stand under it, in the order of the board', async () => {
  const of = (section: string, sort: number) => aKpi({ section, kpi_id: sort, sort_order: sort });
  const html = await drawn(aKeptBoard([of('Club', 3), of('Tasting room', 1), of('Club', 4)]));
  expect(html.match(/<h3[^>]*>[^<]*<\/h3>|<article/g)).toEqual([
    ...['<h3>Tasting room</h3>', '<article', '<h3>Club</h3>', '<article', '<article'],
  ]);
  expect(await drawn(aKeptBoard([aKpi()]))).not.toContain('<h3');
});

test('a row that carries no KPI is left out with a sentence, and a board that nothing filled says so', async () => {
  const html = await drawn(aKeptBoard([aKpi(), '<b>oops']));
  expect(html.match(/<article/g)).toHaveLength(1);
  expect(html).toContain('1 row is not drawn: it is no JSON');
  expect(html).not.toContain('<b>oops');
  expect(await drawn(undefined)).toContain('after a production run');
});
