import type { Scenario } from '../../domain/scenario/scenario.ts';
import { type CoveredWish, coverWishes } from '../../domain/scenario/wishes.ts';
import { Badge } from '../parts/badge.tsx';
import { Names } from '../parts/text.tsx';

/** Everything that the notes ask for: first what nothing answers, then what does. */
export function Wishes({ scenario }: { readonly scenario: Scenario }) {
  const wishes = coverWishes(scenario);
  if (wishes.length === 0) return null;
  const answered = wishes.filter(({ state }) => state === 'answered');
  const rest = wishes.filter(({ state }) => state !== 'answered');
  return (
    <section class="card" id="wishes" aria-label="What the notes ask for">
      <h2>What the notes ask for</h2>
      <p class="quiet">
        {wishes.length} wishes, {answered.length} of them planned for, {rest.length} not. Whether a planned one is met
        is shown by the rehearsal.
      </p>
      {rest.length > 0 ? (
        <ul class="wishes">
          {rest.map((one) => (
            <WishLine wish={one} />
          ))}
        </ul>
      ) : null}
      {answered.length > 0 ? (
        <details>
          <summary>{answered.length} wishes that are planned for</summary>
          <ul class="wishes">
            {answered.map((one) => (
              <WishLine wish={one} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function WishLine({ wish }: { readonly wish: CoveredWish }) {
  return (
    <li data-state={wish.state}>
      {wish.wish}{' '}
      {wish.state === 'answered' ? (
        <span class="quiet">
          by <Names names={wish.by.map(({ name }) => name)} />
        </span>
      ) : (
        <>
          <Badge tone={wish.state === 'open' ? 'ask' : 'bad'}>
            {wish.state === 'open' ? 'nothing is traced to it' : 'not answered'}
          </Badge>{' '}
          <span class="quiet">{wish.state === 'not-answered' ? wish.why : ''}</span>
        </>
      )}
      {wish.passage === '' ? null : <span class="quoted"> “{wish.passage}”</span>}
    </li>
  );
}
