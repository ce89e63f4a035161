import type { Kysely } from 'kysely';
import { addUsage, type ModelSpending, noUsage } from '../../domain/build/model-usage.ts';
import type { ModelCallRecord } from './records.ts';
import type { Tables } from './tables.ts';

/** Adds a call; the same call is one row. */
export async function addModelCall(db: Kysely<Tables>, call: ModelCallRecord): Promise<void> {
  const { usage, price } = call;
  await db
    .insertInto('model_calls')
    .values({
      build_id: call.buildId,
      call_id: call.callId,
      at: call.at,
      step: call.step,
      task: call.task,
      subject: call.subject ?? null,
      model: call.model,
      input_tokens: usage.inputTokens,
      cached_input_tokens: usage.cachedInputTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      output_tokens: usage.outputTokens,
      amount: price?.amount ?? null,
      currency: price?.currency ?? null,
    })
    .onConflict((conflict) => conflict.columns(['build_id', 'call_id']).doNothing())
    .execute();
}

/** A build's calls, oldest first. */
export async function listModelCalls(db: Kysely<Tables>, buildId: string): Promise<ModelCallRecord[]> {
  const rows = await db
    .selectFrom('model_calls')
    .selectAll()
    .where('build_id', '=', buildId)
    .orderBy('at')
    .orderBy('call_id')
    .execute();
  return rows.map((row) => ({
    buildId: row.build_id,
    callId: row.call_id,
    at: row.at,
    step: row.step,
    task: row.task,
    subject: row.subject ?? undefined,
    model: row.model,
    usage: {
      inputTokens: Number(row.input_tokens),
      cachedInputTokens: Number(row.cached_input_tokens),
      cacheWriteTokens: Number(row.cache_write_tokens),
      outputTokens: Number(row.output_tokens),
    },
    price: row.amount === null || row.currency === null ? undefined : { amount: row.amount, currency: row.currency },
  }));
}

/** What the calls of these builds came to, by build; builds that made none are left out. */
export async function sumModelCalls(
  db: Kysely<Tables>,
  buildIds: readonly string[],
): Promise<ReadonlyMap<string, ModelSpending>> {
  if (buildIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('model_calls')
    .select(({ fn }) => [
      'build_id',
      'currency',
      fn.countAll().as('calls'),
      fn.count('amount').as('priced'),
      fn.sum('input_tokens').as('input'),
      fn.sum('cached_input_tokens').as('cached'),
      fn.sum('cache_write_tokens').as('written'),
      fn.sum('output_tokens').as('output'),
      fn.sum('amount').as('amount'),
    ])
    .where('build_id', 'in', buildIds)
    .groupBy(['build_id', 'currency'])
    .execute();
  const sums = new Map<string, ModelSpending>();
  for (const row of rows) {
    const before = sums.get(row.build_id);
    const unpriced = Number(row.calls) - Number(row.priced);
    sums.set(row.build_id, {
      calls: (before?.calls ?? 0) + Number(row.calls),
      unpriced: (before?.unpriced ?? 0) + unpriced,
      usage: addUsage(before?.usage ?? noUsage, {
        inputTokens: Number(row.input),
        cachedInputTokens: Number(row.cached),
        cacheWriteTokens: Number(row.written),
        outputTokens: Number(row.output),
      }),
      prices:
        row.currency === null
          ? (before?.prices ?? [])
          : [...(before?.prices ?? []), { amount: Number(row.amount), currency: row.currency }],
    });
  }
  return sums;
}
