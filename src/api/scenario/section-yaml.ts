import { parseDocument, stringify } from 'yaml';
import { checkScenario } from '../../domain/scenario/check/check-scenario.ts';
import {
  type Scenario,
  type ScenarioSection,
  scenarioSchema,
  scenarioSections,
} from '../../domain/scenario/scenario.ts';

export type EditedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly errors: readonly string[] };

export function isSection(name: unknown): name is ScenarioSection {
  return typeof name === 'string' && Object.hasOwn(scenarioSections, name);
}

/** One section as YAML that people read and edit. */
export function sectionYaml(scenario: Scenario, section: ScenarioSection): string {
  const keys = scenarioSections[section];
  const part = Object.fromEntries(keys.flatMap((key) => (scenario[key] === undefined ? [] : [[key, scenario[key]]])));
  return Object.keys(part).length === 0 ? '' : stringify(part, { lineWidth: 100 });
}

/**
 * Puts an edited section into its scenario. Every error is a sentence for the person, with the place that it is about.
 * @param minutes the call's length, which the talk track must fit
 */
export function editSection(
  scenario: Scenario,
  section: ScenarioSection,
  text: string,
  minutes: number | undefined,
): EditedScenario {
  const read = readYaml(text);
  if (!read.ok) return read;
  const keys: readonly string[] = scenarioSections[section];
  const foreign = Object.keys(read.value).filter((key) => !keys.includes(key));
  if (foreign.length > 0) {
    return { ok: false, errors: [`“${foreign.join('”, “')}” is not part of this section: ${keys.join(', ')} are.`] };
  }
  const others = Object.fromEntries(Object.entries(scenario).filter(([key]) => !keys.includes(key)));
  const parsed = scenarioSchema.safeParse({ ...others, ...read.value });
  if (!parsed.success) {
    return { ok: false, errors: parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`) };
  }
  const problems = checkScenario(parsed.data, minutes === undefined ? {} : { minutes });
  if (problems.length > 0) {
    return { ok: false, errors: problems.map(({ path, message }) => `${path}: ${message}`) };
  }
  return { ok: true, scenario: parsed.data };
}

function readYaml(
  text: string,
): { ok: true; value: Record<string, unknown> } | { ok: false; errors: readonly string[] } {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return { ok: false, errors: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 10 });
    if (value === null || value === undefined) return { ok: true, value: {} };
    if (typeof value === 'object' && !Array.isArray(value))
      return { ok: true, value: Object.fromEntries(Object.entries(value)) };
    return { ok: false, errors: ['A section is a list of keys and values.'] };
  } catch {
    return { ok: false, errors: ['The text refers to itself too often.'] };
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place.replace(/^\./, '') || 'the section';
}
