import { expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import type { SeenBuild } from '../../../src/views/build/seen-build.ts';
import { WorkingPanel } from '../../../src/views/build/working-panel.tsx';
import { aState } from '../fixtures/states.ts';

const panel = (over: Partial<BuildState>) => {
  // The panel reads nothing else.
  const seen = { state: aState(over), from: 'query' } as unknown as SeenBuild;
  return htmlOf(<WorkingPanel seen={seen} />);
};

it('promises no few seconds where a model writes', async () => {
  const provider = { provider: 'anthropic', model: 'claude-opus-5-5' };
  expect(await panel({ phase: 'scenario', provider })).toContain('takes minutes');
  expect(await panel({ phase: 'files', provider })).toContain('takes minutes');
  expect(await panel({ phase: 'running', provider })).not.toContain('takes minutes');
  expect(await panel({ phase: 'scenario', provider: { provider: 'builtin' } })).not.toContain('takes minutes');
});
