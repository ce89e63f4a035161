import type { AccountCheck } from '../../domain/accounts/account-check.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';

const states: Record<AccountCheck['state'], { readonly tone: Tone; readonly word: string }> = {
  ok: { tone: 'good', word: 'fine' },
  failed: { tone: 'bad', word: 'failed' },
  unknown: { tone: 'ask', word: 'proven later' },
};
const order = ['failed', 'unknown', 'ok'] as const;

/** What a look at the accounts found, what is wrong first. */
export function ChecksTable({ checks }: { readonly checks: readonly AccountCheck[] }) {
  const sorted = checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <Scroll label="Checks of the accounts">
      <table class="checks">
        <thead>
          <tr>
            <th>What</th>
            <th>State</th>
            <th>Found</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ title, state, sentence, mend, link }) => (
            <tr data-status={state === 'failed' ? 'fail' : state}>
              <td>{title}</td>
              <td>
                <Badge tone={states[state].tone}>{states[state].word}</Badge>
              </td>
              <td>
                {sentence} {state === 'failed' || state === 'unknown' ? mend : null}{' '}
                {link === undefined ? null : (
                  <a href={link} target="_blank" rel="noreferrer">
                    {state === 'failed' ? 'Mend it there' : 'See it there'}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
