import { parseDocument, stringify } from 'yaml';
import { type Scenario, type ScenarioSection, scenarioSections } from './scenario.ts';

/** One section as YAML that people read and edit; empty when the scenario has none of it. */
export function sectionYaml(
  scenario: Readonly<Partial<Record<keyof Scenario, unknown>>>,
  section: ScenarioSection,
): string {
  const keys = scenarioSections[section];
  const part = Object.fromEntries(keys.flatMap((key) => (scenario[key] === undefined ? [] : [[key, scenario[key]]])));
  return Object.keys(part).length === 0 ? '' : stringify(part, { lineWidth: 100 });
}

/** What a section's text says, or a sentence for each thing that keeps it from being read. */
export type SectionRead =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads a section that a person edited; what its keys hold is not judged here. */
export function readSection(section: ScenarioSection, text: string): SectionRead {
  const read = readYaml(text);
  if (!read.ok) return read;
  const keys: readonly string[] = scenarioSections[section];
  const foreign = Object.keys(read.value).filter((key) => !keys.includes(key));
  if (foreign.length === 0) return read;
  return { ok: false, errors: [`“${foreign.join('”, “')}” is not part of this section: ${keys.join(', ')} are.`] };
}

function readYaml(text: string): SectionRead {
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
