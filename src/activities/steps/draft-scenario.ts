import { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { instructionsSchema } from '../../domain/build/instructions.ts';
import type { Outline } from '../../domain/build/state.ts';
import { cloudSteps } from '../../domain/run-plan/cloud-steps.ts';
import { callOf, checkScenario } from '../../domain/scenario/check/check-scenario.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { unsoundDraft } from '../../domain/scenario/unsound-draft.ts';
import type { ProviderContext } from '../../integrations/ai/provider.ts';
import { UnsoundDraft } from '../../integrations/ai/unsound-draft.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, Drafted, DraftInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult, storedDigest } from '../kept-result.ts';
import { promptsUsed } from '../prompts-used.ts';
import { StepError } from '../step-error.ts';

const prompts = z.array(z.strictObject({ name: z.string(), digest: z.string() })).optional();
const drafted: z.ZodType<Drafted> = z.union([
  z.strictObject({
    scenario: storedDigest,
    outline: z.strictObject({
      title: z.string(),
      incidents: z.array(z.string()),
      changes: z.array(z.string()),
      hasMetrics: z.boolean(),
      plan: z
        .strictObject({ kind: z.enum(['commands', 'by-layer', 'by-model']), steps: z.array(z.string()) })
        .optional(),
      schedules: z
        .array(z.strictObject({ id: z.string(), title: z.string(), cron: z.string(), fullRefresh: z.boolean() }))
        .optional(),
    }),
    prompts,
  }),
  z.strictObject({ draft: storedDigest, prompts }),
]);

/**
 * Drafts the scenario, or drafts it anew as instructed. What comes back has passed every check, or is a draft that a
 * person mends; what was answered soundly on the way is found again when the step is tried once more.
 */
export function draftScenario(
  deps: Dependencies,
): (input: DraftInput, context: StepContext) => ReturnType<Activities['draftScenario']> {
  const { artifacts, provider } = deps;
  return (input, context) => {
    const inputs = { ...input, provider: [provider.name, provider.version] };
    const remember: ProviderContext['remember'] = ({ name, make, ...kept }) =>
      keptResult(
        deps,
        { ...kept, step: name, inputs: { ...kept.inputs, take: input.take, provider: inputs.provider } },
        make,
      );
    return keptResult(
      deps,
      { step: 'draft-scenario', inputs, schema: drafted, keep: (result) => 'scenario' in result },
      async () => {
        const brief = await getJson(artifacts, briefSchema, input.brief);
        const previous = input.previous && (await getJson(artifacts, scenarioSchema, input.previous));
        const wish = input.instructions && (await getJson(artifacts, instructionsSchema, input.instructions));
        const { section, locked } = input;
        const asked: string[] = [];
        const request = {
          brief,
          ...(previous ? { previous } : {}),
          ...(wish ? { instructions: { text: wish.text, ...(section === undefined ? {} : { section }) } } : {}),
          ...(locked === undefined ? {} : { locked }),
        };
        const listening = { ...context, remember, asked: (file: string) => void asked.push(file) };
        const used = () => promptsUsed(provider, ['brief', ...asked, ...(previous ? ['regenerate'] : [])]);
        try {
          const scenario = await provider.draftScenario(request, listening);
          const problems = checkScenario(scenario, callOf(brief));
          if (problems.length > 0) throw new UnsoundDraft({ ...scenario }, problems);
          return {
            scenario: await putJson(artifacts, scenario),
            outline: outline(scenario),
            ...used(),
          };
        } catch (error) {
          if (!(error instanceof UnsoundDraft)) throw error;
          return { draft: await putJson(artifacts, unsoundDraft(error.draft, callOf(brief))), ...used() };
        }
      },
    );
  };
}

/** Reads the outline of a scenario that a person edited. */
export function outlineScenario({ artifacts }: Dependencies): Activities['outlineScenario'] {
  return async (input) => outline(checked(await getJson(artifacts, scenarioSchema, input.scenario)));
}

function checked(scenario: Scenario): Scenario {
  const problems = checkScenario(scenario);
  if (problems.length === 0) return scenario;
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join(' ');
  throw new StepError('scenario-unsound', `The scenario does not hold together. ${list}`, {
    mend: 'Edit the section that is named, or ask for another draft.',
  });
}

function outline(scenario: Scenario): Outline {
  const { title, incidents, changes, semantic_layer, run_plan, schedules } = scenario;
  return {
    title,
    incidents: incidents.map(({ id }) => id),
    changes: changes.map(({ id }) => id),
    hasMetrics: semantic_layer !== undefined,
    ...(run_plan ? { plan: { kind: run_plan.kind, steps: cloudSteps(scenario) ?? [] } } : {}),
    ...(schedules
      ? { schedules: schedules.map(({ full_refresh, ...one }) => ({ ...one, fullRefresh: full_refresh })) }
      : {}),
  };
}
