import { expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import { standingThings } from '../../../src/domain/build/standing.ts';
import { ClosedPanel } from '../../../src/views/build/closing-panels.tsx';
import { inCloud, infrastructure } from '../fixtures/cloud.ts';
import { aState } from '../fixtures/states.ts';

it('what is left of a demo is listed with links to it', async () => {
  const left = standingThings(aState(inCloud));
  const html = await htmlOf(<ClosedPanel state={aState({ ...inCloud, status: 'closed', left })} />);
  expect(html).toContain(`href="${infrastructure.urls.project}"`);
  expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo"');
  expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo/pull/1"');
});
