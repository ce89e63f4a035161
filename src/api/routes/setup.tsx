import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parse } from 'yaml';
import type { AccountValues } from '../../domain/accounts/offered-accounts.ts';
import { type Brief, type BriefInput, briefSchema } from '../../domain/brief/brief.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { emptyFields, type FieldErrors, fieldsOf } from '../../views/setup/brief-fields.ts';
import { SetupPage, type SetupProps } from '../../views/setup/setup-page.tsx';
import { enteredSecrets, onShow, partAccounts, withoutSecrets } from '../accounts/sent-accounts.ts';
import { answerPage } from '../answer-page.tsx';
import { ApiError } from '../api-error.ts';
import { type AppContext, localUser, seeBuild } from '../app-context.ts';
import type { AppDeps } from '../app-deps.ts';
import { accountsOf } from '../setup/accounts-of.ts';
import { buildIdOf, newToken } from '../setup/build-id.ts';
import { briefOfFields, readBrief, readBriefFile } from '../setup/read-brief.ts';
import { formFields, readForm } from '../setup/read-form.ts';
import { type ProviderFields, readProvider } from '../setup/read-provider.ts';
import { startBuild } from '../setup/start-build.ts';

/** Notes of 200,000 characters, each up to four bytes and escaped, and the rest. */
const largestForm = 3_000_000;
/** A form that comes back has no key and no secret in it. */
const enterAgain = 'Enter the key again: it is not kept with the form.';
const enterSecretAgain = ['Enter it again: it is not kept with the form.'];
const draft = { owner: localUser, form: 'new-build' };

/** The setup form: presets, drafts, brief files, and the start of a build. */
export function setupRoutes(context: AppContext): Hono {
  const { records, examples, providers } = context;
  const offer = { offered: providers, accounts: context.accounts, keeping: context.vault !== undefined };
  const choices = exampleChoices(examples);
  const show = (c: Context, props: Partial<SetupProps>, status: 200 | 422 = 200) =>
    answerPage(
      c,
      <SetupPage
        {...offer}
        chosen={{ provider: providers.preset, model: '' }}
        examples={choices}
        token={newToken()}
        fields={{ ...emptyFields, warehouse: context.presetWarehouse ?? 'snowflake' }}
        errors={{}}
        {...props}
      />,
      status,
    );
  const limited = bodyLimit({ maxSize: largestForm, onError: tooLarge });

  return new Hono()
    .get('/builds/new', async (c) => show(c, await presets(context, c.req.query())))
    .post('/builds/draft', limited, async (c) => {
      const { fields, provider, accounts, token } = await readForm(c);
      const isStarted = async () => (await records.getBuild(buildIdOf(token))) !== undefined;
      // A form keeps sending what was typed while its demo starts; the next demo must not begin with that.
      if (await isStarted()) return c.body(null, 204);
      const kept = { ...fields, ...withoutSecrets(accounts), ...chosenIn(provider) };
      await records.saveDraft({ ...draft, fields: kept, savedAt: new Date().toISOString() });
      // Its row is written before its draft is deleted: whatever came between the two is seen here.
      if (await isStarted()) await records.deleteDraft(draft.owner, draft.form);
      return c.body(null, 204);
    })
    .post('/builds/brief-file', limited, async (c) => {
      const body = await c.req.parseBody();
      const text = body.file instanceof File && body.file.size > 0 ? await body.file.text() : String(body.yaml ?? '');
      const read = readBriefFile(text);
      if (read.ok) return show(c, { fields: fieldsOf(read.brief), from: 'file' });
      const errors = Object.entries(read.errors).flatMap(([field, sentences]) =>
        sentences.map((sentence) => (field === '' ? sentence : `${field}: ${sentence}`)),
      );
      return show(c, { pasted: { text, errors } }, 422);
    })
    .post('/builds', limited, async (c) => {
      const { fields, provider, accounts, token, timeZone } = await readForm(c);
      const stands = { fields, typed: withoutSecrets(accounts), chosen: chosenIn(provider), token };
      const refuse = (errors: FieldErrors) => {
        const again = { ...secretsAgain(accounts), ...(provider.key ? { api_key: [enterAgain] } : {}) };
        return show(c, { ...stands, errors: { ...again, ...errors } }, 422);
      };
      const read = readBrief(briefOfFields(fields));
      if (!read.ok) return refuse(read.errors);
      const { brief } = read;
      const theirs = accountsOf(context, brief, onShow(accounts, brief.warehouse));
      if (!theirs.ok) return refuse(theirs.errors);
      const by = await readProvider(context, provider, c.req.raw.signal);
      if (!by.ok) return refuse(by.errors);
      const wish = { brief, provider: by.choice, key: by.key, accounts: theirs.entered, timeZone, token };
      const id = await startBuild(context, { ...wish, owner: localUser });
      await records.deleteDraft(draft.owner, draft.form);
      return c.redirect(`/builds/${id}`, 303);
    });
}

function tooLarge(): never {
  throw new ApiError(413, 'too-large', 'That is more than a brief may hold. Shorten the notes and send it again.');
}

/** What is said beside the secrets that were entered in a form that comes back. */
function secretsAgain(accounts: AccountValues): FieldErrors {
  return Object.fromEntries(enteredSecrets(accounts).map((name) => [name, enterSecretAgain]));
}

/** What a person chose to write the demo, as the form shows it again: never with the key. */
function chosenIn({ provider = '', model = '' }: ProviderFields): { provider: string; model: string } {
  return { provider, model };
}

async function presets(
  context: AppContext,
  { example, from, empty }: Record<string, string>,
): Promise<Partial<SetupProps>> {
  const { artifacts, records, examples } = context;
  if (from) {
    const { state } = await seeBuild(context, from);
    const brief: Brief = await getJson(artifacts, briefSchema, state.brief);
    const chosen = state.provider && { provider: state.provider.provider, model: state.provider.model ?? '' };
    return {
      fields: { ...fieldsOf(brief), company: '', call_date: '' },
      typed: state.access?.values ?? {},
      from: 'clone',
      ...(chosen ? { chosen } : {}),
    };
  }
  const chosen = examples.find(({ name }) => name === example);
  if (chosen) {
    const read = readBriefFile(chosen.text);
    if (read.ok) return { fields: fieldsOf(read.brief), from: 'example' };
  }
  if (empty !== undefined) {
    await records.deleteDraft(draft.owner, draft.form);
    return {};
  }
  const kept = formFields.safeParse((await records.getDraft(draft.owner, draft.form))?.fields);
  if (!kept.success) return {};
  const { provider, model = '', ...others } = kept.data;
  const { accounts: typed, rest: fields } = partAccounts(others);
  return { fields, typed, chosen: { provider: provider || context.providers.preset, model }, from: 'draft' };
}

function exampleChoices(examples: AppDeps['examples']): SetupProps['examples'] {
  return examples.map(({ name, text, forModel = false }) => {
    const { company, industry = '' }: BriefInput = parse(text);
    return { name, company, industry, forModel };
  });
}
