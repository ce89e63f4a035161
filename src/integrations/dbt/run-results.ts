import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { NodeResult } from '../../domain/rehearsal/report.ts';

const runResults = z.object({
  results: z.array(
    z.object({
      unique_id: z.string(),
      status: z.string(),
      failures: z.number().nullish(),
      message: z.string().nullish(),
      execution_time: z.number(),
    }),
  ),
});

/** Messages are cut: a failing query can quote a lot. */
const longestMessage = 4_000;

/** Reads a `run_results.json`, one result a node. */
export async function readRunResults(file: string): Promise<NodeResult[]> {
  return nodeResultsOf(JSON.parse(await readFile(file, 'utf8')));
}

/** One result a node of what a `run_results.json` holds; throws a `ZodError` where it is none. */
export function nodeResultsOf(document: unknown): NodeResult[] {
  const { results } = runResults.parse(document);
  return results.map(({ unique_id, status, failures, message, execution_time }) => ({
    uniqueId: unique_id,
    name: nodeName(unique_id),
    type: unique_id.split('.')[0] ?? '',
    status,
    failures: failures ?? null,
    message: message?.slice(0, longestMessage) ?? null,
    seconds: Math.round(execution_time * 1000) / 1000,
  }));
}

/**
 * A node's own name from its unique id: `model.acme.fct_orders`, `test.acme.each_order_once.1a2b` with the hash that
 * dbt adds, `unit_test.acme.fct_orders.refunds_are_taken_off` with the model before it.
 */
export function nodeName(uniqueId: string): string {
  const [type, , third, fourth] = uniqueId.split('.');
  return (type === 'unit_test' ? fourth : third) ?? uniqueId;
}
