import { expect, test } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { StepName } from '../../../src/domain/build/phase.ts';
import { liveKey } from '../../../src/views/build/seen-build.ts';
import { LandingCard } from '../../../src/views/live/landing.tsx';
import { aScenario } from '../fixtures/scenario.ts';
import { aState, aStep, provisioned } from '../fixtures/states.ts';

const scenario = await aScenario();
const during = (name: StepName) =>
  aState({ ...provisioned, status: 'working', steps: [aStep(name, { phase: 'live', status: 'running' })] });
const card = (name: StepName) => htmlOf(<LandingCard state={during(name)} scenario={scenario} />);

test('while the demo is busy its card says with what', async () => {
  expect(await card('land-raw-data')).toContain('the load job writes the raw data');
  for (const step of ['rehearse', 'reset-environments', 'run-production'] as const) {
    expect(await card(step)).toContain('set back to day one');
  }
  expect(liveKey(during('rehearse'))).not.toBe(liveKey(during('land-raw-data')));
});
