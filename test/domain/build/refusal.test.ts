import { describe, expect, test } from 'vitest';
import type { Ask, AskKind } from '../../../src/domain/build/ask.ts';
import type { Decision } from '../../../src/domain/build/decision.ts';
import { cancelRefusal, refusal, rewindRefusal } from '../../../src/domain/build/refusal.ts';
import { type BuildState, newBuild, proofOf, type RunState } from '../../../src/domain/build/state.ts';

const project = 'a'.repeat(64);

const run: RunState = {
  ...{ id: 'production-2', job: 'production', status: 'red', asPromised: false, seconds: 3 },
  ...{ endedAt: '2026-11-21T00:00:00.000Z', results: project },
};

function waiting(kind: AskKind, more: Partial<BuildState> = {}): BuildState {
  const state = newBuild(
    {
      schema: 'build-input/1',
      id: 'b1',
      owner: 'local',
      company: 'Acme',
      industry: '',
      target: 'local',
      warehouse: 'duckdb',
      brief: 'b'.repeat(64),
      asOf: '2026-11-20',
      timeZone: 'UTC',
      options: { workAhead: true, expiryDays: 30, schedule: '0 6 * * *', archiveRepository: false },
    },
    '2026-11-21T00:00:00.000Z',
  );
  const ask: Ask = { number: 3, kind, since: '2026-11-21T00:00:00.000Z' };
  const revision = {
    number: 2,
    scenario: 'c'.repeat(64),
    project,
    why: 'drafted',
    by: 'local',
    at: '',
    asOf: '2026-11-20',
  } as const;
  return { ...state, phase: 'files', status: 'waiting', revision: 2, revisions: [revision], ask, ...more };
}

const by = { ask: 3, revision: 2, by: 'local', via: 'page' } as const;
const approve: Decision = { kind: 'approve-files', repositoryName: 'acme', ...by };
const summary = {
  project,
  report: 'd'.repeat(64),
  passed: true,
  checks: 9,
  failed: 0,
  seconds: 9,
  dbtVersion: '1.12.6',
};

describe('a decision', () => {
  test('is taken when it answers the question on the revision that was seen', () => {
    expect(refusal(waiting('review-files', { rehearsal: summary }), approve)).toBeUndefined();
  });

  test('on an older revision is refused, and says which one counts', () => {
    expect(refusal(waiting('review-files', { rehearsal: summary }), { ...approve, revision: 1 })).toMatch(
      /revision 1.*revision 2/,
    );
  });

  test('on a question that was answered is refused', () => {
    expect(refusal(waiting('review-files', { rehearsal: summary }), { ...approve, ask: 2 })).toMatch(
      /answered already/,
    );
  });

  test('that answers another question is refused', () => {
    expect(refusal(waiting('review-scenario'), approve)).toMatch(/does not answer/);
  });

  test('while the build works is refused', () => {
    const { ask: _, ...working } = waiting('review-files');
    expect(refusal(working, approve)).toMatch(/asks nothing/);
  });

  test('on a closed build is refused', () => {
    expect(refusal(waiting('review-files', { status: 'closed' }), approve)).toMatch(/has ended/);
  });
});

describe('approving files', () => {
  test('is refused while their rehearsal is red', () => {
    expect(refusal(waiting('review-files', { rehearsal: { ...summary, passed: false } }), approve)).toMatch(
      /not green/,
    );
  });

  test('is refused when what was rehearsed is another project', () => {
    expect(refusal(waiting('review-files', { rehearsal: { ...summary, project: 'e'.repeat(64) } }), approve)).toMatch(
      /not green/,
    );
  });

  test('is refused when nothing was rehearsed', () => {
    expect(refusal(waiting('review-files'), approve)).toMatch(/not green/);
  });
});

describe('skipping a failed step', () => {
  const failed = (name: 'rehearse' | 'run-ci') => {
    const state = waiting('step-failed');
    return { ...state, ask: { number: 3, kind: 'step-failed' as const, since: '', step: { id: 1, name } } };
  };

  test('is taken for a step that the demo can do without', () => {
    expect(refusal(failed('run-ci'), { kind: 'skip', ...by })).toBeUndefined();
  });

  test('is refused for a step that it needs', () => {
    expect(refusal(failed('rehearse'), { kind: 'skip', ...by })).toMatch(/cannot be skipped/);
  });
});

describe('landing', () => {
  const live = waiting('live', {
    phase: 'live',
    landed: 'day-one',
    outline: { title: '', incidents: ['double-orders'], changes: [] },
  });

  test('what the page offers is taken', () => {
    expect(refusal(live, { kind: 'land', batch: 'double-orders-on-day-one', ...by })).toBeUndefined();
  });

  test('a batch that would go back in time is refused', () => {
    expect(refusal({ ...live, landed: 'next-day' }, { kind: 'land', batch: 'day-one', ...by })).toMatch(
      /cannot be landed/,
    );
  });
});

describe('taking a build back', () => {
  test('is possible while it waits, to a phase that it has reached', () => {
    expect(rewindRefusal(waiting('review-files'), { to: 'draft-scenario', ...by })).toBeUndefined();
    expect(rewindRefusal(waiting('review-scenario', { phase: 'scenario' }), { to: 'rehearse', ...by })).toMatch(
      /come that far/,
    );
  });

  test('is refused while it works', () => {
    const { ask: _, ...working } = waiting('review-files');
    expect(rewindRefusal(working, { to: 'draft-scenario', ...by })).toMatch(/while it waits/);
  });
});

describe('a cancelled build', () => {
  const failing = { id: 1, name: 'retire-repository' } as const;
  test.each([
    ['that asks what to do with what stands', waiting('roll-back', { outcome: 'cancelled' })],
    [
      'whose roll back fails',
      waiting('step-failed', {
        outcome: 'cancelled',
        ask: { number: 3, kind: 'step-failed', since: '', step: failing },
      }),
    ],
  ])('%s is neither taken back nor cancelled again', (_, state) => {
    expect(rewindRefusal(state, { to: 'draft-scenario', ...by })).toMatch(/was cancelled/);
    expect(cancelRefusal(state)).toMatch(/ending already/);
  });

  test('is one that can be cancelled until then, but not once it has ended', () => {
    expect(cancelRefusal(waiting('review-files'))).toBeUndefined();
    expect(cancelRefusal(waiting('review-files', { status: 'closed' }))).toMatch(/has ended/);
  });
});

describe('a proof', () => {
  test('of an earlier round is not that of the project whose own was left out', () => {
    const earlier = { proven: false, project: 'e'.repeat(64), warehouse: 'snowflake', why: 'no adapter' } as const;
    const step = { id: 1, name: 'prove-warehouse', phase: 'files', revision: 2, status: 'done', ahead: false } as const;
    const steps = [{ ...step, startedAt: '', proof: earlier }];
    const state = waiting('review-files', { rehearsal: summary, steps });
    expect(proofOf(state)).toBeUndefined();
    expect(proofOf({ ...state, proof: { ...earlier, project } })?.project).toBe(project);
  });
});

describe('going on with a production run', () => {
  const environment = { generation: 1, schema: 's', cron: '0 6 * * *', schedule: 'production-b1' };
  const live = waiting('live', {
    phase: 'live',
    environment,
    runs: [run, { ...run, id: 'production-3', status: 'green' }],
  });
  const resume = (id: string): Decision => ({ kind: 'resume', run: id, ...by });

  test('is taken of a red one, and of one that a schedule of these environments started', () => {
    expect(refusal(live, resume('production-2'))).toBeUndefined();
    expect(refusal(live, resume('production-b1-g1-2026-11-22T06-00-00Z'))).toBeUndefined();
  });

  test('is refused of a green one, of one from before a reset, and where dbt Cloud runs production', () => {
    expect(refusal(live, resume('production-3'))).toMatch(/nothing to go on with/);
    expect(refusal(live, resume('production-b1-g2-2026-11-22T06-00-00Z'))).toMatch(/no such production run/);
    expect(refusal(live, resume('load-1'))).toMatch(/no such production run/);
    expect(refusal({ ...live, target: 'dbt-cloud' }, resume('production-2'))).toMatch(/dbt Cloud/);
  });
});
