import { type Batch, batchId, batchOf } from '../project/batch.ts';

/** A landing that the live page offers, with the words on its button. */
export interface Landing {
  readonly batch: Batch;
  readonly kind: 'next-day' | 'incident' | 'mend';
}

/**
 * What may be landed when `landed` is in the raw schema. Batches never go back in time except by reset: while an
 * incident is landed only its mending is offered, and every order that this allows is rehearsed.
 */
export function offeredLandings(landed: string, incidents: readonly string[]): Landing[] {
  for (const on of ['day-one', 'next-day'] as const) {
    if (landed === on) {
      const strikes = incidents.map(
        (incident): Landing => ({ batch: { kind: 'incident', incident, on }, kind: 'incident' }),
      );
      return on === 'day-one' ? [{ batch: { kind: 'good', day: 'next-day' }, kind: 'next-day' }, ...strikes] : strikes;
    }
    if (incidents.some((incident) => landed === batchId({ kind: 'incident', incident, on }))) {
      return [{ batch: { kind: 'good', day: on }, kind: 'mend' }];
    }
  }
  return [];
}

/** The incidents that were landed in a demo, by their ids. */
export function landedIncidents(landings: readonly { readonly batch: string }[] = []): Set<string> {
  const batches = landings.map(({ batch }) => batchOf(batch));
  return new Set(batches.flatMap((batch) => (batch.kind === 'incident' ? [batch.incident] : [])));
}
