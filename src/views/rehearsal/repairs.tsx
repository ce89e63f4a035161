import type { RepairRecord } from '../../domain/project/repair-record.ts';
import { type DiffLine, DiffText } from '../scenario/diff-text.tsx';

/** One piece in a round of repair, with what was changed. */
export interface ShownRepair {
  readonly revision: number;
  readonly record: RepairRecord;
  readonly diff: readonly DiffLine[];
}

const outcomes: Record<RepairRecord['outcome'], string> = {
  repaired: 'changed',
  cleared: 'no fault was found in it',
  refused: 'the answer was refused',
};

/** What a model was given to mend, round by round, and what it changed. */
export function Repairs({ repairs }: { readonly repairs: readonly ShownRepair[] }) {
  if (repairs.length === 0) return null;
  return (
    <section class="card">
      <h2>Repairs</h2>
      <p class="quiet">
        What was red went to the model, with its contract and the errors. No repair may take away or loosen a test, an
        incident or a change.
      </p>
      {repairs.map(({ revision, record: { round, subject, outcome, why, errors }, diff }) => (
        <details class="check">
          <summary data-status={outcome === 'refused' ? 'failed' : 'done'}>
            Revision {revision}, round {round}: <code>{subject}</code> {outcomes[outcome]}
          </summary>
          {errors.map((error) => (
            <p class="error">{error}</p>
          ))}
          {why === '' ? null : <p>{why}</p>}
          {outcome === 'repaired' ? <DiffText lines={diff} /> : null}
        </details>
      ))}
    </section>
  );
}
