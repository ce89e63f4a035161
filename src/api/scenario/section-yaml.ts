import { type Call, checkScenario } from '../../domain/scenario/check/check-scenario.ts';
import { promisesByPlan } from '../../domain/scenario/promises-by-plan.ts';
import {
  type Scenario,
  type ScenarioSection,
  scenarioSchema,
  scenarioSections,
} from '../../domain/scenario/scenario.ts';
import { readSection } from '../../domain/scenario/section-yaml.ts';

export type EditedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly errors: readonly string[] };

export function isSection(name: unknown): name is ScenarioSection {
  return typeof name === 'string' && Object.hasOwn(scenarioSections, name);
}

/**
 * Puts an edited section into its scenario; another run plan takes the incidents' promises with it. Every error is a
 * sentence for the person, with the place that it is about.
 * @param call what the talk track must fit, and what must not be mentioned
 */
export function editSection(scenario: Scenario, section: ScenarioSection, text: string, call: Call): EditedScenario {
  const read = readSection(section, text);
  if (!read.ok) return read;
  const keys: readonly string[] = scenarioSections[section];
  const others = Object.fromEntries(Object.entries(scenario).filter(([key]) => !keys.includes(key)));
  const parsed = scenarioSchema.safeParse({ ...others, ...read.value });
  if (!parsed.success) {
    return { ok: false, errors: parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`) };
  }
  const adapted = promisesByPlan(parsed.data, scenario);
  const problems = checkScenario(adapted, call);
  if (problems.length > 0) {
    return { ok: false, errors: problems.map(({ path, message }) => `${path}: ${message}`) };
  }
  return { ok: true, scenario: adapted };
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place.replace(/^\./, '') || 'the section';
}
