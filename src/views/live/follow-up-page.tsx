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
  const { title, summary, shown, settled, open } = followUp;
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
      <article class="card" id="follow-up">
        <h1>{title}</h1>
        <p class="quiet">For {company}</p>
        <Prose text={summary} />
        <h2>Asked and shown</h2>
        <ul class="asked">
          {shown.map((wish) => (
            <li>
              <strong>{wish.asked}</strong>
              <br />
              {wish.title}. <span class="quiet">On screen: {wish.seen.join(', ')}.</span>
              {wish.number === undefined ? null : <> {wish.number}.</>}
            </li>
          ))}
        </ul>
        {settled.length > 0 ? (
          <>
            <h2>One definition</h2>
            <dl class="questions">
              {settled.map(({ about, by }) => (
                <>
                  <dt>{about}</dt>
                  <dd>{by}</dd>
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
