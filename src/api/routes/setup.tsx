import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Brief, type BriefInput, briefSchema } from '../../domain/brief/brief.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { type BriefFields, emptyFields, fieldsOf } from '../../views/setup/brief-fields.ts';
import { SetupPage, type SetupProps } from '../../views/setup/setup-page.tsx';
import { answerPage } from '../answer-page.tsx';
import { ApiError } from '../api-error.ts';
import { type AppContext, localUser, seeBuild } from '../app-context.ts';
import type { AppDeps } from '../app-deps.ts';
import { newToken, tokenPattern } from '../setup/build-id.ts';
import { briefOfFields, readBrief, readBriefFile } from '../setup/read-brief.ts';
import { startBuild } from '../setup/start-build.ts';

/** Notes of 200,000 characters, each up to four bytes and escaped, and the rest. */
const largestForm = 3_000_000;
const draft = { owner: localUser, form: 'new-build' };
const formFields = z.record(z.string(), z.string());

/** The setup form: presets, drafts, brief files, and the start of a build. */
export function setupRoutes(context: AppContext): Hono {
  const { records, examples } = context;
  const choices = exampleChoices(examples);
  const show = (c: Context, props: Partial<SetupProps>, status: 200 | 422 = 200) =>
    answerPage(
      c,
      <SetupPage examples={choices} token={newToken()} fields={emptyFields} errors={{}} {...props} />,
      status,
    );
  const limited = bodyLimit({ maxSize: largestForm, onError: tooLarge });

  return new Hono()
    .get('/builds/new', async (c) => show(c, await presets(context, c.req.query())))
    .post('/builds/draft', limited, async (c) => {
      const { fields } = await readForm(c);
      await records.saveDraft({ ...draft, fields, savedAt: new Date().toISOString() });
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
      const { fields, token, timeZone } = await readForm(c);
      const read = readBrief(briefOfFields(fields));
      if (!read.ok) return show(c, { fields, errors: read.errors, token }, 422);
      const id = await startBuild(context, { brief: read.brief, timeZone, token, owner: localUser });
      await records.deleteDraft(draft.owner, draft.form);
      return c.redirect(`/builds/${id}`, 303);
    });
}

function tooLarge(): never {
  throw new ApiError(413, 'too-large', 'That is more than a brief may hold. Shorten the notes and send it again.');
}

async function readForm(c: Context): Promise<{ fields: BriefFields; token: string; timeZone: string | undefined }> {
  const sent = formFields.safeParse(await c.req.parseBody());
  if (!sent.success) throw new ApiError(400, 'form-refused', 'This form cannot be read.');
  const { token = '', time_zone: timeZone, ...fields } = sent.data;
  return { fields, token: tokenPattern.test(token) ? token : newToken(), timeZone };
}

async function presets(
  context: AppContext,
  { example, from, empty }: Record<string, string>,
): Promise<Partial<SetupProps>> {
  const { artifacts, records, examples } = context;
  if (from) {
    const { state } = await seeBuild(context, from);
    const brief: Brief = await getJson(artifacts, briefSchema, state.brief);
    return { fields: { ...fieldsOf(brief), company: '', call_date: '' }, from: 'clone' };
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
  return kept.success ? { fields: kept.data, from: 'draft' } : {};
}

function exampleChoices(examples: AppDeps['examples']): SetupProps['examples'] {
  return examples.map(({ name, text }) => {
    const { company, industry = '' }: BriefInput = parse(text);
    return { name, company, industry };
  });
}
