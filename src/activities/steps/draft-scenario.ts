import { z } from 'zod';
import { briefSchema } from '../../domain/brief/brief.ts';
import { instructionsSchema } from '../../domain/build/instructions.ts';
import type { Outline } from '../../domain/build/state.ts';
import { checkScenario } from '../../domain/scenario/check/check-scenario.ts';
import { type Scenario, scenarioSchema } from '../../domain/scenario/scenario.ts';
import { getJson, putJson } from '../../integrations/artifacts/json.ts';
import type { StepContext } from '../as-step.ts';
import type { Activities, DraftInput } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { keptResult, storedDigest } from '../kept-result.ts';
import { StepError } from '../step-error.ts';

const drafted = z.strictObject({
  scenario: storedDigest,
  outline: z.strictObject({ title: z.string(), incidents: z.array(z.string()), changes: z.array(z.string()) }),
});

/** Drafts the scenario, or drafts it anew as instructed; what comes back has passed every check. */
export function draftScenario(
  deps: Dependencies,
): (input: DraftInput, context: StepContext) => ReturnType<Activities['draftScenario']> {
  const { artifacts, provider } = deps;
  return (input, context) =>
    keptResult(
      deps,
      { step: 'draft-scenario', inputs: { ...input, provider: [provider.name, provider.version] }, schema: drafted },
      async () => {
        const brief = await getJson(artifacts, briefSchema, input.brief);
        const previous = input.previous && (await getJson(artifacts, scenarioSchema, input.previous));
        const { section } = input;
        const wish = input.instructions && (await getJson(artifacts, instructionsSchema, input.instructions));
        const scenario = await provider.draftScenario(
          {
            brief,
            ...(previous ? { previous } : {}),
            ...(wish ? { instructions: { text: wish.text, ...(section === undefined ? {} : { section }) } } : {}),
          },
          context,
        );
        return {
          scenario: await putJson(artifacts, checked(scenario, brief.call_minutes)),
          outline: outline(scenario),
        };
      },
    );
}

/** Reads the outline of a scenario that a person edited. */
export function outlineScenario({ artifacts }: Dependencies): Activities['outlineScenario'] {
  return async (input) => outline(checked(await getJson(artifacts, scenarioSchema, input.scenario)));
}

function checked(scenario: Scenario, minutes?: number): Scenario {
  const problems = checkScenario(scenario, minutes === undefined ? {} : { minutes });
  if (problems.length === 0) return scenario;
  const list = problems.map(({ path, message }) => `${path}: ${message}`).join(' ');
  throw new StepError('scenario-unsound', `The scenario does not hold together. ${list}`, {
    mend: 'Edit the section that is named, or ask for another draft.',
  });
}

function outline({ title, incidents, changes }: Scenario): Outline {
  return { title, incidents: incidents.map(({ id }) => id), changes: changes.map(({ id }) => id) };
}
