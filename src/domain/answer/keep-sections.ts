import { type Scenario, type ScenarioSection, scenarioSections } from '../scenario/scenario.ts';
import type { Traced } from '../scenario/trace.ts';
import { assumptions } from './scenario-of.ts';
import { allSections } from './sections.ts';

/** The section that holds what a passage was found for. */
const sectionOfTraced: Readonly<Record<Traced['kind'], ScenarioSection>> = {
  source: 'sources',
  mart: 'models',
  exposure: 'models',
  metric: 'semantic_layer',
  demonstration: 'demonstrations',
  incident: 'incidents',
};

/**
 * Another draft with the sections that were to stay put back, byte for byte, and with them the passages that they were
 * found in. What the draft says of itself is brought in line with what is in it now.
 */
export function keepSections(drafted: Scenario, previous: Scenario, kept: readonly ScenarioSection[]): Scenario {
  if (kept.length === 0) return drafted;
  const keys: readonly string[] = kept.flatMap((section) => [...scenarioSections[section]]);
  const isKept = ([key]: readonly [string, unknown]) => keys.includes(key);
  const isTraceKept = ({ kind }: Traced) => kept.includes(sectionOfTraced[kind]);
  const trace = [
    ...(previous.trace ?? []).filter(isTraceKept),
    ...(drafted.trace ?? []).filter((one) => !isTraceKept(one)),
  ].toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
  // Which wishes are met is said by whoever chose the demonstrations.
  const { notes: judged } = kept.includes('demonstrations') ? previous : drafted;
  const assumedBefore = previous.trace === undefined ? previous.notes.filter(({ kind }) => kind === 'assumed') : [];
  // All that the customer wishes was read with their business and their sources.
  const readAnew = !kept.includes('context') && !kept.includes('sources');
  const wishes = (readAnew ? drafted : previous).wishes ?? drafted.wishes;
  const { wishes: _, trace: __, ...rest } = drafted;
  return {
    ...Object.fromEntries(Object.entries(rest).filter((entry) => !isKept(entry))),
    ...Object.fromEntries(Object.entries(previous).filter(isKept)),
    ...(previous.origin === undefined ? {} : { origin: previous.origin }),
    ...(wishes === undefined ? {} : { wishes }),
    notes: [...judged.filter(({ kind }) => kind !== 'assumed'), ...assumedBefore, ...assumptions(trace)].slice(0, 40),
    ...(trace.length === 0 ? {} : { trace }),
    // Both halves are parts of scenarios, and together they have every key of one.
  } as Scenario;
}

/** In the order in which a scenario lists them. */
const kinds: readonly Traced['kind'][] = ['source', 'mart', 'metric', 'exposure', 'demonstration', 'incident'];

/** The sections that stay when one is drafted anew, or when some are locked. */
export function sectionsToKeep(
  section: ScenarioSection | undefined,
  locked: readonly ScenarioSection[] = [],
): readonly ScenarioSection[] {
  return section === undefined ? locked : allSections.filter((one) => one !== section);
}
