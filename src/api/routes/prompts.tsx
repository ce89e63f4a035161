import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { longestInstructions } from '../../domain/build/instructions.ts';
import { type BuildState, writtenAsOf } from '../../domain/build/state.ts';
import type { PreviewPrompts, PreviewRequest } from '../../domain/prompt/preview.ts';
import { scenarioSections } from '../../domain/scenario/scenario.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import { PromptPreviewPart, PromptsPage } from '../../views/scenario/prompt-preview.tsx';
import { answerPage, answerPart } from '../answer-page.tsx';
import { ApiError, notFound } from '../api-error.ts';
import { type AppContext, buildIdIn, seeBuild } from '../app-context.ts';
import { loadScenario } from '../builds/load.ts';
import { isSection } from '../scenario/section-yaml.ts';
import { briefOfFields, readBrief } from '../setup/read-brief.ts';
import { readForm } from '../setup/read-form.ts';

/** Notes of 200,000 characters, each up to four bytes and escaped, and the rest. */
const largestForm = 3_000_000;
const fieldsSchema = z.record(z.string(), z.string());

/** Shows what a model would be asked, word for word, and asks nothing. */
export function promptRoutes(context: AppContext): Hono {
  const { artifacts } = context;
  const limited = bodyLimit({ maxSize: largestForm });
  const of = async (state: BuildState): Promise<PreviewRequest> => {
    const [brief, scenario] = await Promise.all([
      getJson(artifacts, briefSchema, state.brief),
      loadScenario(artifacts, state),
    ]);
    return { brief, asOf: writtenAsOf(state), ...(scenario === undefined ? {} : { scenario }) };
  };
  return new Hono()
    .post('/builds/prompts', limited, async (c) => {
      const { fields } = await readForm(c);
      const read = readBrief(briefOfFields(fields));
      if (!read.ok) {
        const sentence = Object.values(read.errors).flat().join(' ');
        return answerPart(c, <p class="error">{sentence}</p>, 422);
      }
      return answerPart(c, <PromptPreviewPart preview={previewer(context)({ brief: read.brief })} />);
    })
    .get('/builds/:id/prompts', async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      return answerPage(c, <PromptsPage state={state} preview={previewer(context)(await of(state))} />);
    })
    .post('/builds/:id/prompts', limited, async (c) => {
      const { state } = await seeBuild(context, buildIdIn(c));
      const { instructions = '', section, ...fields } = await readFields(c);
      const locked = Object.keys(scenarioSections).filter((name) => fields[`lock_${name}`] !== undefined);
      const wish = {
        instructions: instructions.slice(0, longestInstructions),
        ...(isSection(section) ? { section } : {}),
        locked: locked.filter(isSection),
      };
      return answerPart(c, <PromptPreviewPart preview={previewer(context)({ ...(await of(state)), wish })} />);
    });
}

function previewer({ previewPrompts }: AppContext): PreviewPrompts {
  if (!previewPrompts) throw notFound('prompt: the files in prompts/ could not be read');
  return previewPrompts;
}

async function readFields(c: Context): Promise<Record<string, string>> {
  const sent = fieldsSchema.safeParse(await c.req.parseBody());
  if (!sent.success) throw new ApiError(400, 'form-refused', 'This form cannot be read.');
  return sent.data;
}
