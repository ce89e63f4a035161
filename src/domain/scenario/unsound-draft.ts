import { z } from 'zod';
import { type Call, checkScenario } from './check/check-scenario.ts';
import { type Scenario, type ScenarioSection, scenarioSchema, scenarioSections } from './scenario.ts';
import { readSection, sectionYaml } from './section-yaml.ts';

// The keys of the table are its sections.
const sectionNames = Object.keys(scenarioSections) as ScenarioSection[];
const section = z.enum(sectionNames);

/** What keeps a draft from being a scenario. */
const fault = z.strictObject({
  /** Where it is to be mended. */
  section,
  /** Such as `marts[1].grain`; the section's name where its text cannot be read. */
  path: z.string(),
  message: z.string(),
});
export type DraftFault = z.infer<typeof fault>;

/**
 * A draft that does not hold together, as a person mends it: each section's text as it was drafted or last typed, and
 * what is wrong. Nothing that was typed is lost, whether or not it can be read.
 */
export const unsoundDraftSchema = z.strictObject({
  schema: z.literal('unsound-draft/1'),
  sections: z.record(section, z.string()),
  /** What belongs to no section: passages, wishes, notes. */
  rest: z.record(z.string(), z.unknown()),
  faults: z.array(fault),
});
export type UnsoundDraft = z.infer<typeof unsoundDraftSchema>;

/** A draft in the texts that a person edits. */
export function unsoundDraft(draft: Readonly<Partial<Record<keyof Scenario, unknown>>>, call: Call): UnsoundDraft {
  const inSections = new Set<string>(sectionNames.flatMap((name) => [...scenarioSections[name]]));
  const rest = Object.entries(draft).filter(([key, value]) => !inSections.has(key) && fits(key, value));
  const texts = sectionNames.map((name) => [name, sectionYaml(draft, name)] as const);
  // Each section has its text, just above.
  const sections = Object.fromEntries(texts) as UnsoundDraft['sections'];
  return judged({ schema: 'unsound-draft/1', sections, rest: Object.fromEntries(rest), faults: [] }, call);
}

/** The draft with other texts, and what is wrong with it now. */
export function withTexts(
  draft: UnsoundDraft,
  texts: Readonly<Partial<Record<ScenarioSection, string>>>,
  call: Call,
): UnsoundDraft {
  return judged({ ...draft, sections: { ...draft.sections, ...texts } }, call);
}

/** The scenario that a draft has become; `undefined` while something is wrong with it. */
export function soundScenario(draft: UnsoundDraft, call: Call): Scenario | undefined {
  const read = readDraft(draft, call);
  return read.ok ? read.scenario : undefined;
}

function judged(draft: UnsoundDraft, call: Call): UnsoundDraft {
  const read = readDraft(draft, call);
  return { ...draft, faults: read.ok ? [] : read.faults };
}

type DraftRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: DraftFault[] };

function readDraft({ sections, rest }: UnsoundDraft, call: Call): DraftRead {
  const read = sectionNames.map((name) => ({ name, ...readSection(name, sections[name] ?? '') }));
  const unreadable = read.flatMap((one) =>
    one.ok ? [] : one.errors.map((message) => ({ section: one.name, path: one.name, message })),
  );
  if (unreadable.length > 0) return { ok: false, faults: unreadable };
  const parsed = scenarioSchema.safeParse(
    Object.assign({}, rest, ...read.map((one) => (one.ok ? one.value : {})), { schema: 'scenario/1' }),
  );
  const problems = parsed.success
    ? checkScenario(parsed.data, call)
    : parsed.error.issues.map(({ path, message }) => ({ path: placeOf(path), message }));
  if (parsed.success && problems.length === 0) return { ok: true, scenario: parsed.data };
  return { ok: false, faults: problems.map((problem) => ({ section: sectionOf(problem.path), ...problem })) };
}

/** What is no section's has no text to be mended in: it is taken along only where it fits. */
function fits(key: string, value: unknown): boolean {
  const { shape } = scenarioSchema;
  return Object.hasOwn(shape, key) && shape[key as keyof typeof shape].safeParse(value).success;
}

function sectionOf(path: string): ScenarioSection {
  const key = path.split(/[.[]/)[0] ?? '';
  return sectionNames.find((name) => scenarioSections[name].some((one: string) => one === key)) ?? 'context';
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return place.replace(/^\./, '');
}
