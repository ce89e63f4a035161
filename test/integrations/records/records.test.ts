import { describe, expect, it } from 'vitest';
import { postgresRecords, sqliteRecords } from './databases.ts';
import { aBuild, aDecision, aModelCall, aRun } from './rows.ts';

describe.each([
  ['SQLite', sqliteRecords],
  ['PostgreSQL', postgresRecords],
])('records on %s', (_, open) => {
  it('give back a build as it was written, once however often it was', async () => {
    const records = await open();
    const build = aBuild({
      expiresAt: '2026-12-21T08:00:00.000Z',
      repositoryName: 'obrien-dbt-demo',
      repositoryUrl: 'file:///x',
    });
    await records.upsertBuild(build);
    await records.upsertBuild(build);

    expect(await records.getBuild('b1')).toEqual(build);
    expect(await records.listBuilds({ limit: 10 })).toEqual([build]);
    expect(await records.getBuild('b2')).toBeUndefined();
  });

  it('keep a call to a model once, and sum the calls of each build', async () => {
    const records = await open();
    const call = aModelCall();
    const other = aModelCall({
      callId: 'run-1:9:1:1',
      at: '2026-11-21T08:02:00.000Z',
      subject: 'fct_orders',
      model: 'house-model',
      price: undefined,
    });
    await records.addModelCall(other);
    await records.addModelCall(call);
    await records.addModelCall(call);
    await records.addModelCall(aModelCall({ buildId: 'b2' }));

    expect(await records.listModelCalls('b1')).toEqual([call, other]);
    const sums = await records.sumModelCalls(['b1', 'b3']);
    expect([...sums]).toEqual([
      [
        'b1',
        {
          calls: 2,
          unpriced: 1,
          usage: { inputTokens: 18_000, cachedInputTokens: 8_000, cacheWriteTokens: 1_000, outputTokens: 5_000 },
          prices: [{ amount: 0.075, currency: 'USD' }],
        },
      ],
    ]);
    expect((await records.sumModelCalls([])).size).toBe(0);
  });

  it('let a newer state of a build replace an older one, and never the other way', async () => {
    const records = await open();
    await records.upsertBuild(aBuild());
    const live = aBuild({
      phase: 'live',
      status: 'waiting',
      revision: 3,
      updatedAt: '2026-11-21T08:30:00.000Z',
      createdAt: '2026-11-22T00:00:00.000Z',
    });
    expect(await records.upsertBuild(live)).toBe(true);
    expect(await records.upsertBuild(live)).toBe(true);
    expect(await records.upsertBuild(aBuild({ phase: 'files', updatedAt: '2026-11-21T08:20:00.000Z' }))).toBe(false);

    expect(await records.getBuild('b1')).toEqual({ ...live, createdAt: aBuild().createdAt });
  });

  it('find builds by owner, phase, status and words in any case and script', async () => {
    const records = await open();
    await records.upsertBuild(aBuild());
    await records.upsertBuild(
      aBuild({ id: 'b2', owner: 'ann', company: '株式会社ＡＢＣ 100%', phase: 'live', repositoryName: 'abc_demo' }),
    );
    await records.upsertBuild(aBuild({ id: 'b3', owner: 'ann', company: 'Abcx', status: 'closed' }));
    const found = async (filter: object) => (await records.listBuilds({ limit: 10, ...filter })).map(({ id }) => id);

    expect(await found({ owner: 'ann' })).toEqual(['b3', 'b2']);
    expect(await found({ phase: 'live' })).toEqual(['b2']);
    expect(await found({ owner: 'ann', status: 'closed' })).toEqual(['b3']);
    expect(await found({ text: 'SÖHNE retail' })).toEqual(['b1']);
    expect(await found({ text: 'söhne bank' })).toEqual([]);
    expect(await found({ text: '株式会社abc' })).toEqual(['b2']);
    expect(await found({ text: '100%' })).toEqual(['b2']);
    expect(await found({ text: 'b_d' })).toEqual([]);
    expect(await found({ text: 'c_d' })).toEqual(['b2']);
    expect(await found({ text: "' or 1=1 --" })).toEqual([]);
    expect(await found({ text: '   ' })).toHaveLength(3);
  });

  it('page through builds newest first without losing or repeating one', async () => {
    const records = await open();
    for (let n = 0; n < 7; n += 1) {
      const createdAt = `2026-11-21T08:0${Math.floor(n / 3)}:00.000Z`;
      await records.upsertBuild(aBuild({ id: `b${n}`, createdAt }));
    }
    const first = await records.listBuilds({ limit: 4 });
    const second = await records.listBuilds({ limit: 4, before: first.at(-1) });

    expect([...first, ...second].map(({ id }) => id)).toEqual(['b6', 'b5', 'b4', 'b3', 'b2', 'b1', 'b0']);
    await expect(records.listBuilds({ limit: 0 })).rejects.toMatchObject({ code: 'records-filter' });
    await expect(records.listRuns({ limit: 201 })).rejects.toMatchObject({ code: 'records-filter' });
  });

  it('keep each decision once, refused and accepted ones both, oldest first', async () => {
    const records = await open();
    const refused = aDecision({
      outcome: 'refused',
      reason: 'This was decided on revision 0.',
      at: '2026-11-21T08:05:30.000Z',
    });
    await records.addDecision(aDecision());
    await records.addDecision(aDecision({ at: '2026-11-21T08:07:00.000Z' }));
    await records.addDecision(refused);
    await records.addDecision(
      aDecision({ ask: 2, updateId: 'run-1:2:approve-scenario', at: '2026-11-21T09:00:00.000Z' }),
    );
    await records.addDecision(aDecision({ buildId: 'other' }));

    const listed = await records.listDecisions('b1');
    expect(listed).toHaveLength(3);
    expect(listed[0]).toEqual(refused);
    expect(listed[1]).toEqual(aDecision());
    expect(listed[2]?.ask).toBe(2);
  });

  it('complete a run and keep it complete', async () => {
    const records = await open();
    const ended = aRun({ status: 'red', endedAt: '2026-11-21T09:00:03.500Z', seconds: 3.5, results: 'a'.repeat(64) });
    await records.upsertRun(aRun());
    await records.upsertRun(ended);
    await records.upsertRun(aRun());
    await records.upsertRun(
      aRun({ runId: 'r2', job: 'load', subject: 'next-day', startedAt: '2026-11-21T10:00:00.000Z' }),
    );
    await records.upsertRun(aRun({ buildId: 'other' }));

    expect(await records.listRuns({ buildId: 'b1', job: 'production', limit: 10 })).toEqual([ended]);
    expect((await records.listRuns({ buildId: 'b1', limit: 10 })).map(({ runId }) => runId)).toEqual(['r2', 'r1']);
    expect(await records.listRuns({ limit: 10 })).toHaveLength(3);
  });

  it('keep one draft an owner and form until it is deleted', async () => {
    const records = await open();
    const draft = { owner: 'ann', form: 'new-build', fields: { company: "O'B" }, savedAt: '2026-11-21T08:00:00.000Z' };
    await records.saveDraft(draft);
    await records.saveDraft({ ...draft, fields: { company: 'O', pain_points: ['α'] } });
    await records.saveDraft({ ...draft, owner: 'bob', fields: null });

    expect(await records.getDraft('ann', 'new-build')).toEqual({
      ...draft,
      fields: { company: 'O', pain_points: ['α'] },
    });
    await records.deleteDraft('ann', 'new-build');
    await records.deleteDraft('ann', 'new-build');
    expect(await records.getDraft('ann', 'new-build')).toBeUndefined();
    expect(await records.getDraft('bob', 'new-build')).toMatchObject({ fields: null });
  });
});
