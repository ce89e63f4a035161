import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { stagingName } from '../../../src/domain/naming/names.ts';
import { ScenarioPanel } from '../../../src/views/scenario/scenario-panel.tsx';
import { pipelineScenario } from '../../domain/fixtures/pipeline.ts';
import { aReport } from '../fixtures/reports.ts';
import { aScenario } from '../fixtures/scenario.ts';
import { asking } from '../fixtures/states.ts';

const scenario = await aScenario();
const panel = (painPoints: readonly string[]) =>
  htmlOf(<ScenarioPanel state={asking('review-scenario')} scenario={scenario} painPoints={painPoints} />);

test('only a pain that the customer named stands in quotation marks', async () => {
  const [first] = scenario.demonstrations;
  const pains = async (named: readonly string[]) =>
    [...(await panel(named)).matchAll(/<p class="pain">(.*?)<\/p>/gs)].map(([, pain = '']) => /^“.*”$/s.test(pain));
  expect(await pains([])).not.toContain(true);
  expect((await pains([first?.pain_point ?? '']))[0]).toBe(true);
  expect(await panel([])).toContain('Also shown');
});

test('every staging model is reviewed with its purpose', async () => {
  const html = await panel([]);
  for (const { system, table } of scenario.sources)
    expect(html).toContain(`<code>${stagingName(system, table)}</code>`);
  expect(html).toContain('Intermediate');
});

test('beside each number that they do not agree on stands what the sample shows, once it was rehearsed', async () => {
  const said = 'Desk: revenue, totals of orders, cancelled or not, 12,000 euros';
  const disputed = {
    ...scenario,
    disagreements: [{ about: 'Net revenue', versions: [said, 'Shop: more'], settled_by: 'Net revenue: payments.' }],
  };
  const metric = disputed.semantic_layer?.metrics.find(({ name }) => name === 'revenue');
  const answer = {
    ...{ query: 'q', question: '?', columns: ['metric_time__month', 'revenue'], cut: false, currency: 'EUR' },
    ...{ rows: [['2026-05-01 00:00:00', '980']], draws: 'revenue' },
    metrics: [{ column: 'revenue', label: metric?.label ?? '', format: 'currency' as const }],
  };
  const report = { ...aReport(true, '0'.repeat(64)), metrics: [answer] };
  const shown = async (more: object) =>
    htmlOf(<ScenarioPanel {...{ state: asking('review-scenario'), scenario: disputed, painPoints: [], ...more }} />);
  expect(await shown({})).not.toContain('his sample');
  expect(await shown({ report })).toMatch(/12,000 euros.*This sample shows 980 EUR \(2026-05\), as Revenue/s);
});

test('what a pipeline has besides is reviewed with the models', async () => {
  const html = await htmlOf(
    <ScenarioPanel state={asking('review-scenario')} scenario={pipelineScenario()} painPoints={[]} />,
  );
  for (const title of ['Reference data', 'Histories', 'Macros', 'Analyses'])
    expect(html).toContain(`<h3>${title}</h3>`);
  expect(html).toContain('shared_fee(fee, share)');
  expect(html).toContain('each day from 2015-01-01 to 2035-12-31');
  expect(html).toContain('schema numbers');
  expect(await panel([])).not.toContain('Reference data');
});
