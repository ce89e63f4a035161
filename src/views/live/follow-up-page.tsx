import type { FollowUp } from '../../domain/rehearsal/follow-up.ts';
import { Page } from '../layout.tsx';
import { Prose } from '../parts/text.tsx';

interface FollowUpPageProps {
  readonly id: string;
  readonly company: string;
  readonly followUp: FollowUp;
  /** What the brief says is not to be mentioned, and is: the part, and the words. */
  readonly mentions: readonly { readonly part: string; readonly entry: string }[];
}

/** What a customer gets after the call, to be read before it is sent. */
export function FollowUpPage({ id, company, followUp, mentions }: FollowUpPageProps) {
  const { title, summary, shown, toShow, settled, open, aside } = followUp;
  return (
    <Page title={`Follow-up for ${company}`}>
      <p class="quiet">
        <a href={`/builds/${id}`}>Back to the demo</a> ·{' '}
        <a href={`/builds/${id}/follow-up.md`} download>
          Download as Markdown
        </a>
      </p>
      {mentions.length > 0 ? (
        <div class="error" role="alert">
          <p>Not to be sent yet: the brief says that this is not to be mentioned.</p>
          <ul>
            {mentions.map(({ part, entry }) => (
              <li>
                “{entry}” in {part}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {aside.length > 0 ? (
        <details>
          <summary>Left out of what is open, as about the call: {aside.length}</summary>
          <ul>
            {aside.map((wish) => (
              <li>{wish}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <article class="card" id="follow-up">
        <h1>{title}</h1>
        <p class="quiet">For {company}</p>
        <Prose text={summary} />
        <Followed heading="Asked and shown" wishes={shown} />
        <Followed heading="Asked, and ready to be shown" wishes={toShow} />
        {settled.length > 0 ? (
          <>
            <h2>One definition</h2>
            <dl class="questions">
              {settled.map(({ about, by, metric }) => (
                <>
                  <dt>{about}</dt>
                  <dd>{by}</dd>
                  {metric === undefined ? null : <dd class="quiet">Metric: {metric}</dd>}
                </>
              ))}
            </dl>
          </>
        ) : null}
        <h2>Open</h2>
        {open.length === 0 ? (
          <p>Nothing that was asked for was set aside.</p>
        ) : (
          <ul>
            {open.map((wish) => (
              <li>{wish}</li>
            ))}
          </ul>
        )}
      </article>
    </Page>
  );
}

function Followed({ heading, wishes }: { readonly heading: string; readonly wishes: FollowUp['shown'] }) {
  if (wishes.length === 0) return null;
  return (
    <>
      <h2>{heading}</h2>
      <ul class="asked">
        {wishes.map(({ asked, title, seen, ready, number }) => (
          <li>
            <strong>{asked}</strong>
            <br />
            {sentence(title)}
            {seen.length === 0 ? null : <span class="quiet"> On screen: {sentence(seen.join(', '))}</span>}
            {ready.length === 0 ? null : <span class="quiet"> Can be shown: {sentence(ready.join(', '))}</span>}
            {number === undefined ? null : <> {sentence(number)}</>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A text with the one mark at its end that a sentence has. */
function sentence(text: string): string {
  return /[.!?…]["”’)]?$/.test(text) ? text : `${text}.`;
}
