import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html, raw } from 'hono/html';
import { z } from 'zod';
import { cancelSchema, rewindSchema } from '../../domain/build/decision.ts';
import { Answer, type DecisionAnswer } from '../../views/parts/answer.tsx';
import { wantsPart } from '../answer-page.tsx';
import { ApiError } from '../api-error.ts';
import { type AppContext, buildIdIn, localUser, seeBuild } from '../app-context.ts';
import { asPartials, renderRegions } from '../builds/render-regions.ts';
import { type Command, updateIdOf } from '../decisions/command.ts';
import { prepareDecision } from '../decisions/prepare-decision.ts';
import { isEdit, refusedEdit } from '../decisions/refused-edit.tsx';

const largestDecision = 3_000_000;
const who = { by: localUser, via: 'page' } as const;
const fieldsSchema = z.record(z.string(), z.string());

/** Decisions from the page's forms: each is answered beside its button. */
export function decisionRoutes(context: AppContext): Hono {
  const limited = bodyLimit({
    maxSize: largestDecision,
    onError: () => {
      throw new ApiError(413, 'too-large', 'That is more than one decision may hold.');
    },
  });
  return new Hono()
    .post('/builds/:id/decisions', limited, async (c) => {
      const id = buildIdIn(c);
      const fields = await readFields(c);
      const { state } = await seeBuild(context, id);
      const prepared = await prepareDecision(context, state, fields, who);
      if (!prepared.ok) return refusedEdit(c, state, fields, prepared.errors);
      const decided = await send(context, id, { type: 'decide', message: prepared.decision });
      if (decided.kind === 'refused' && isEdit(fields)) return refusedEdit(c, state, fields, [decided.sentence]);
      return answer(c, context, id, decided);
    })
    .post('/builds/:id/rewind', limited, async (c) => {
      const id = buildIdIn(c);
      const { ask, revision, to } = await readFields(c);
      const message = rewindSchema.safeParse({ ask: Number(ask), revision: Number(revision), to, ...who });
      if (!message.success) throw new ApiError(422, 'rewind-refused', 'Choose a step to go back to.', 'to');
      return answer(c, context, id, await send(context, id, { type: 'rewind', message: message.data }));
    })
    .post('/builds/:id/cancel', limited, async (c) => {
      const id = buildIdIn(c);
      return answer(c, context, id, await send(context, id, { type: 'cancel', message: cancelSchema.parse(who) }));
    });
}

/** Sends a command under an id of its own: the same one again is the same command. @throws ApiError */
export async function send({ reader, outbox }: AppContext, buildId: string, command: Command): Promise<DecisionAnswer> {
  const { runId } = await reader.describe(buildId);
  const updateId = updateIdOf(runId, command);
  return outbox.send({ buildId, updateId, command, since: new Date().toISOString() });
}

async function readFields(c: Context): Promise<Record<string, string>> {
  const sent = fieldsSchema.safeParse(await c.req.parseBody());
  if (!sent.success) throw new ApiError(400, 'form-refused', 'This form cannot be read.');
  return sent.data;
}

const statuses = { accepted: 200, unconfirmed: 202, refused: 409, gone: 410 } as const;

async function answer(c: Context, context: AppContext, id: string, decided: DecisionAnswer): Promise<Response> {
  if (!wantsPart(c)) {
    if (decided.kind === 'accepted' || decided.kind === 'unconfirmed') return c.redirect(`/builds/${id}`, 303);
    throw new ApiError(statuses[decided.kind], `decision-${decided.kind}`, decided.sentence);
  }
  // The page follows at once, even where no event stream is open.
  const regions =
    decided.kind === 'accepted' || decided.kind === 'unconfirmed'
      ? asPartials(await renderRegions(await seeBuild(context, id)))
      : '';
  return c.html(html`${<Answer answer={decided} />}${raw(regions)}`, statuses[decided.kind]);
}
