import type { AccountValues, OfferedAccounts } from '../../domain/accounts/offered-accounts.ts';
import { hx } from '../hx.ts';
import { Page } from '../layout.tsx';
import { PreviewButton } from '../scenario/preview-button.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { BriefFile } from './brief-file.tsx';
import { BriefDetails, BriefEssentials } from './brief-form.tsx';
import type { FormProps } from './controls.tsx';
import { ProviderFields, type ProviderProps } from './provider-fields.tsx';

/** An example that the form offers. */
export interface ExampleChoice {
  readonly name: string;
  readonly company: string;
  readonly industry: string;
  /** No blueprint fits it. */
  readonly forModel: boolean;
}

export interface SetupProps extends FormProps, Omit<ProviderProps, 'errors'> {
  readonly examples: readonly ExampleChoice[];
  /** What the settings hold for the accounts of a demo in dbt Cloud. */
  readonly accounts: OfferedAccounts;
  /** What stands in the form for them. Never a secret. */
  readonly typed?: AccountValues;
  /** Makes a form that is sent twice start one build. */
  readonly token: string;
  /** Where the fields come from, when they were not typed now. */
  readonly from?: 'draft' | 'example' | 'clone' | 'file';
  /** The brief file that was pasted and could not be taken, and why. */
  readonly pasted?: { readonly text: string; readonly errors: readonly string[] };
}

const origins = {
  draft: 'This is what you typed last time.',
  example: 'Filled in from an example: change whatever you like.',
  clone: 'Filled in from an earlier demo: give the next customer’s name.',
  file: 'Filled in from your brief file: check it and start.',
} as const;

/** The form that a demo starts with. */
export function SetupPage(props: SetupProps) {
  const { examples, fields, errors, token, from } = props;
  const form = { fields, errors };
  const wrong = Object.values(errors).flat().length;
  return (
    <Page title="New demo">
      <h1>New demo</h1>
      <p class="lead">
        Paste what you know about the call. Only the company is required; the more the notes say, the better the demo
        fits. You review everything before anything is published.
      </p>
      <section class="examples" aria-label="Examples">
        <Examples label="Start from an example:" examples={examples.filter(({ forModel }) => !forModel)} />
        <Examples
          label="For a model, which no blueprint fits:"
          examples={examples.filter(({ forModel }) => forModel)}
        />
      </section>
      {from ? (
        <p class="notice">
          {origins[from]} <a href="/builds/new?empty=1">Start with an empty form</a>
        </p>
      ) : null}
      {wrong > 0 ? (
        <p class="error box" role="alert">
          {wrong === 1 ? 'One entry needs a look.' : `${wrong} entries need a look.`} {errors['']?.join(' ')}
        </p>
      ) : null}
      <form
        method="post"
        action="/builds"
        class="setup"
        data-once
        {...hx({
          post: '/builds/draft',
          trigger: 'input delay:800ms, change delay:800ms',
          swap: 'none',
          sync: 'replace',
        })}
      >
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="time_zone" value="UTC" data-time-zone />
        <BriefEssentials {...form} />
        <ProviderFields {...props} />
        <BriefDetails {...form} />
        <AccountsSection
          offered={props.accounts}
          errors={errors}
          keeping={props.keeping}
          {...(props.typed ? { typed: props.typed } : {})}
        />
        <div class="actions">
          <button type="submit">Draft the scenario</button>
          <span class="hint">Takes a few seconds, by a model a minute or more. Nothing is published yet.</span>
        </div>
        <PreviewButton post="/builds/prompts" id="prompts-of-brief" />
        <div id="prompts-of-brief" aria-live="polite" />
      </form>
      <BriefFile {...(props.pasted ? { pasted: props.pasted } : {})} />
    </Page>
  );
}

function Examples({ label, examples }: { readonly label: string; readonly examples: readonly ExampleChoice[] }) {
  if (examples.length === 0) return null;
  return (
    <div>
      <span class="label">{label}</span>
      {examples.map(({ name, company, industry }) => (
        <a class="chip" href={`/builds/new?example=${name}`} title={industry}>
          {company}
        </a>
      ))}
    </div>
  );
}
