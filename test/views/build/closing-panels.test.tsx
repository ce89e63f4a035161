import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { LeftoverThing } from '../../../src/domain/build/leftovers.ts';
import { standingThings } from '../../../src/domain/build/standing.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { ClosedPanel } from '../../../src/views/build/closing-panels.tsx';
import { inCloud, infrastructure } from '../fixtures/cloud.ts';
import { aState, aStep } from '../fixtures/states.ts';

it('what is left of a demo is listed with links to it', async () => {
  const left = standingThings(aState(inCloud));
  const html = await htmlOf(<ClosedPanel state={aState({ ...inCloud, status: 'closed', left })} standing={[]} />);
  expect(html).toContain(`href="${infrastructure.urls.project}"`);
  expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo"');
  expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo/pull/1"');
});

describe('a demo that has ended', () => {
  const closed: Partial<BuildState> = {
    ...inCloud,
    status: 'closed',
    left: ['repository acme'],
    begun: ['repository'],
  };
  const torn: Partial<BuildState> = { ...closed, outcome: 'torn-down', steps: [aStep('release-artifacts')] };
  const shown = (over: Partial<BuildState>, standing: readonly LeftoverThing[]) =>
    htmlOf(<ClosedPanel state={aState(over)} standing={standing} />);

  it('says whether anything was taken away, in a whole sentence before the list', async () => {
    expect(await shown(torn, ['repository'])).toContain('What could be taken away was; what is listed here was left.');
    const kept = await shown({ ...closed, outcome: 'cancelled', steps: [aStep('run-ci')] }, ['repository']);
    expect(kept).toContain('Nothing was taken away: what is listed here was left as it is.');
    expect(await shown({ ...torn, left: [], begun: [] }, [])).toContain(
      'Nothing is left outside this service. The record',
    );
  });

  it('leads to where the rest is removed, and says when it was', async () => {
    expect(await shown(torn, ['repository'])).toContain('href="/#leftovers"');
    const removed = await shown(torn, []);
    expect(removed).not.toContain('/#leftovers');
    expect(removed).toContain('It was removed since');
  });
});
