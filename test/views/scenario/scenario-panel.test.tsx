import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { stagingName } from '../../../src/domain/naming/names.ts';
import { ScenarioPanel } from '../../../src/views/scenario/scenario-panel.tsx';
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
