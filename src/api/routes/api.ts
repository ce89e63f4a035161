import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { digestSchema } from '../../integrations/artifacts/digest.ts';
import type { FieldErrors } from '../../views/setup/brief-fields.ts';
import { ApiError, notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, localUser, seeBuild } from '../app-context.ts';
import { prepareDecision } from '../decisions/prepare-decision.ts';
import { accountsOf } from '../setup/accounts-of.ts';
import { newToken, tokenPattern } from '../setup/build-id.ts';
import { type ReadBrief, readBrief, readBriefFile } from '../setup/read-brief.ts';
import { readProvider } from '../setup/read-provider.ts';
import { startBuild } from '../setup/start-build.ts';
import { send } from './decisions.tsx';

const startSchema = z.strictObject({
  brief: z.unknown(),
  timeZone: z.string().optional(),
  /** What writes the demo, by the service's own key; without them as the settings say. */
  provider: z.string().optional(),
  model: z.string().optional(),
  /** Values for the accounts of a demo in dbt Cloud, by field; what is left out comes from the settings. */
  accounts: z.record(z.string(), z.string()).default({}),
  /** Sent twice with the same one, a request starts one build. */
  token: z.string().regex(tokenPattern, 'A token has 20 to 64 of the signs a-z and 2-7.').optional(),
});
/** One flat object, but for the values of accounts, which go by their fields. */
const decisionFields = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.string())]),
);

/** The JSON API, for the command line and for programs. */
export function apiRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  return new Hono()
    .use(
      '/api/*',
      bodyLimit({
        maxSize: 3_000_000,
        onError: () => {
          throw new ApiError(413, 'too-large', 'The body may have at most 3 MB.');
        },
      }),
    )
    .post('/api/builds', async (c) => {
      const { read, timeZone, token, provider, model, accounts = {} } = await readStart(c);
      if (!read.ok) throw refusedBy('brief-refused', read.errors);
      if (read.brief.target === 'local' && Object.keys(accounts).length > 0) {
        throw new ApiError(422, 'accounts-refused', 'A demo on this machine needs no accounts.', 'accounts');
      }
      const theirs = accountsOf(context, read.brief, accounts);
      if (!theirs.ok) throw refusedBy('accounts-refused', theirs.errors);
      const by = await readProvider(context, { provider, model }, c.req.raw.signal);
      if (!by.ok) throw refusedBy('provider-refused', by.errors);
      const chosen = { provider: by.choice, key: undefined };
      const id = await startBuild(context, {
        ...{ brief: read.brief, ...chosen, accounts: theirs.entered },
        ...{ timeZone, token: token ?? newToken(), owner: localUser },
      });
      return c.json({ id, url: new URL(`/builds/${id}`, c.req.url).href }, 201);
    })
    .get('/api/builds/:id', async (c) => {
      const { state, runId, from, unconfirmed, scheduled = [] } = await seeBuild(context, buildIdIn(c));
      // What the history alone tells is not the state: who decides by it waits for a worker.
      const models = (await context.records.sumModelCalls([state.id])).get(state.id) ?? null;
      return c.json({ state: from === 'history' ? null : state, runId, from, unconfirmed, scheduled, models });
    })
    .post('/api/builds/:id/decisions', async (c) => {
      const id = buildIdIn(c);
      const fields = decisionFields.safeParse(await readJson(c));
      if (!fields.success)
        throw new ApiError(
          422,
          'decision-unfit',
          'Send a decision as one flat object; values for accounts as {"accounts": {"github_owner": "acme", …}}.',
        );
      const { via, ...rest } = fields.data;
      const { state } = await seeBuild(context, id);
      const who = { by: localUser, via: via === 'cli' ? ('cli' as const) : ('api' as const) };
      const prepared = await prepareDecision(context, state, rest, who);
      if (!prepared.ok) throw new ApiError(422, 'decision-unfit', prepared.errors.join(' '), prepared.field);
      const answer = await send(context, id, { type: 'decide', message: prepared.decision });
      if (answer.kind === 'accepted') return c.json({ taken: true });
      if (answer.kind === 'unconfirmed') return c.json({ taken: false, unconfirmed: true }, 202);
      throw new ApiError(answer.kind === 'gone' ? 410 : 409, `decision-${answer.kind}`, answer.sentence);
    })
    .get('/api/artifacts/:digest', async (c) => {
      const digest = digestSchema.safeParse(c.req.param('digest'));
      if (!digest.success || !(await artifacts.has(digest.data))) throw notFound('stored file of this digest');
      const text = Buffer.from(await artifacts.get(digest.data)).toString('utf8');
      try {
        return c.json(JSON.parse(text));
      } catch {
        throw new ApiError(415, 'not-json', 'This stored file is no JSON.');
      }
    });
}

/** JSON `{brief, timeZone}`, or a brief file as it stands. */
async function readStart(
  c: Context,
): Promise<{ read: ReadBrief } & Partial<Omit<z.output<typeof startSchema>, 'brief'>>> {
  if (/yaml/.test(c.req.header('content-type') ?? '')) return { read: readBriefFile(await c.req.text()) };
  const sent = startSchema.safeParse(await readJson(c));
  if (!sent.success) {
    const [issue] = sent.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? `“${issue.keys.join('”, “')}” is not known here. ` : '';
    throw new ApiError(
      422,
      'request-unfit',
      `${unknown}Send {"brief": {…}, "timeZone": "Europe/Berlin"}, and for dbt Cloud "accounts": {"github_owner": "acme", …}.`,
    );
  }
  const { brief, ...rest } = sent.data;
  return { read: readBrief(brief), ...rest };
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new ApiError(400, 'not-json', 'The body is no JSON.');
  }
}

function refusedBy(code: string, errors: FieldErrors): ApiError {
  const [[field, sentences] = ['', ['This is refused.']]] = Object.entries(errors);
  return new ApiError(422, code, sentences.join(' '), field === '' ? undefined : field);
}
