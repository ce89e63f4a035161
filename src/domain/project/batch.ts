/** The good states of the raw data, in the order in which they may be landed. */
export const goodBatches = ['day-one', 'next-day'] as const;
export type GoodBatch = (typeof goodBatches)[number];

/** Raw data as it stands at a moment: a good day, or an incident on top of one. */
export type Batch =
  | { readonly kind: 'good'; readonly day: GoodBatch }
  | { readonly kind: 'incident'; readonly incident: string; readonly on: GoodBatch };

/** A batch's stable id, such as `next-day` or `duplicate-orders-on-day-one`. */
export function batchId(batch: Batch): string {
  return batch.kind === 'good' ? batch.day : `${batch.incident}-on-${batch.on}`;
}

/** The branch that holds a batch; day one is main itself. */
export function batchBranch(batch: Batch): string {
  const id = batchId(batch);
  return id === 'day-one' ? 'main' : `batch/${id}`;
}

/** The branch of a change's pull request. */
export function changeBranch(change: string): string {
  return `change/${change}`;
}

/** Whether a branch is a change's. */
export function isChangeBranch(branch: string): boolean {
  return branch.startsWith(changeBranch(''));
}

/** Every batch of a demo with these incidents: each good day, and each incident on top of each. */
export function allBatches(incidents: readonly string[]): Batch[] {
  return goodBatches.flatMap((day): Batch[] => [
    { kind: 'good', day },
    ...incidents.map((incident): Batch => ({ kind: 'incident', incident, on: day })),
  ]);
}

/** The good batch that mends this one. */
export function mendedBy(batch: Batch): Batch {
  return { kind: 'good', day: batch.kind === 'good' ? batch.day : batch.on };
}

/** Reads a batch's id. @throws when it is none */
export function batchOf(id: string): Batch {
  for (const day of goodBatches) {
    if (id === day) return { kind: 'good', day };
    const ending = `-on-${day}`;
    if (id.endsWith(ending)) return { kind: 'incident', incident: id.slice(0, -ending.length), on: day };
  }
  throw new Error(`not a batch: ${id}`);
}
