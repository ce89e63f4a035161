import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { StepName } from '../../../src/domain/build/phase.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { BuildMenu } from '../../../src/views/build/build-menu.tsx';
import { FailedPanel } from '../../../src/views/build/failed-panel.tsx';
import { offered } from '../fixtures/cloud.ts';
import { aState, aStep, asking, seen } from '../fixtures/states.ts';

async function panel(name: StepName, code: string, over: Partial<BuildState> = {}): Promise<string> {
  const failure = { code, sentence: 'It failed.', mend: 'Mend it.', attempts: 1 };
  const step = aStep(name, { status: 'failed', failure });
  return htmlOf(
    <FailedPanel state={asking('step-failed', { steps: [step], ...over }, step)} offered={offered} keeping />,
  );
}

describe('a step that failed', () => {
  it.each(['ai-refused', 'ai-budget-spent', 'answer-unsound'])(
    'for %s says where notes, model and key are changed',
    async (code) => {
      expect(await panel('generate-sql', code)).toContain('/builds/new?from=babcdefghijk');
    },
  );

  it('for another reason offers no other demo', async () => {
    expect(await panel('publish-repository', 'repository-busy')).not.toContain('/builds/new');
  });

  it('can be gone on without only where there is something to go back to', async () => {
    expect(await panel('draft-scenario', 'ai-refused', { revision: 0 })).not.toContain('Back to');
    expect(await panel('draft-scenario', 'ai-refused', { revision: 0, draft: 'd'.repeat(64) })).toContain(
      'Back to the draft',
    );
    expect(await panel('draft-scenario', 'ai-refused', { revision: 2 })).toContain('Back to the scenario as it is');
    expect(await panel('create-schedule', 'schedule-refused')).toContain('Go on without it');
  });

  it('of a teardown offers no way back and no cancel, but where the rest is removed', async () => {
    const html = await panel('retire-repository', 'github-scope-missing', { phase: 'teardown', target: 'dbt-cloud' });
    expect(html).toContain('Go on without it');
    expect(html).toContain('removed later from the list of demos');
    expect(html).not.toMatch(/Go back to an earlier step|Cancel this build/);
    const here = await panel('delete-schedule', 'unexpected', { phase: 'teardown' });
    expect(here).toContain('Cancel this build');
    const down = asking('step-failed', { phase: 'teardown', target: 'dbt-cloud' }, aStep('retire-repository'));
    expect(await htmlOf(<BuildMenu seen={seen(down)} />)).not.toContain('Cancel this build');
    expect(await htmlOf(<BuildMenu seen={seen(aState())} />)).toContain('Cancel this build');
  });
});
