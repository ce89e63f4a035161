import type {
  BuildRecord,
  DecisionRecord,
  ModelCallRecord,
  RunRecord,
} from '../../../src/integrations/records/records.ts';

export function aBuild(change: Partial<BuildRecord> = {}): BuildRecord {
  return {
    id: 'b1',
    owner: 'local',
    company: 'O’Brien & Söhne',
    industry: 'Retail',
    target: 'local',
    warehouse: 'duckdb',
    phase: 'scenario',
    status: 'waiting',
    revision: 1,
    createdAt: '2026-11-21T08:00:00.000Z',
    updatedAt: '2026-11-21T08:05:00.000Z',
    expiresAt: undefined,
    workflowRunId: 'run-1',
    repositoryName: undefined,
    repositoryUrl: undefined,
    summary: { models: 12, note: '大' },
    ...change,
  };
}

export function aDecision(change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    buildId: 'b1',
    ask: 1,
    kind: 'approve-scenario',
    updateId: 'run-1:1:approve-scenario',
    revision: 1,
    by: 'local',
    via: 'page',
    at: '2026-11-21T08:06:00.000Z',
    outcome: 'accepted',
    reason: undefined,
    ...change,
  };
}

export function aRun(change: Partial<RunRecord> = {}): RunRecord {
  return {
    buildId: 'b1',
    runId: 'r1',
    job: 'production',
    subject: undefined,
    status: 'running',
    startedAt: '2026-11-21T09:00:00.000Z',
    endedAt: undefined,
    seconds: undefined,
    results: undefined,
    ...change,
  };
}

export function aModelCall(change: Partial<ModelCallRecord> = {}): ModelCallRecord {
  return {
    buildId: 'b1',
    callId: 'run-1:7:1:1',
    at: '2026-11-21T08:01:00.000Z',
    step: 'draft-scenario',
    task: 'design-models',
    subject: undefined,
    model: 'claude-opus-5-5',
    usage: { inputTokens: 9000, cachedInputTokens: 4000, cacheWriteTokens: 500, outputTokens: 2500 },
    price: { amount: 0.075, currency: 'USD' },
    ...change,
  };
}
