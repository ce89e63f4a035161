import { checkScenario } from '../../scenario/check/check-scenario.ts';
import { type Scenario, type ScenarioSection, scenarioSections } from '../../scenario/scenario.ts';

/**
 * A scenario that was drafted anew, with the locked sections as they were. Where the two do not fit together, the
 * previous scenario stays, and a note says why.
 */
export function withLocked(previous: Scenario, drafted: Scenario, locked: readonly ScenarioSection[]): Scenario {
  if (locked.length === 0) return drafted;
  const keys: readonly string[] = locked.flatMap((section) => [...scenarioSections[section]]);
  const isLocked = ([key]: readonly [string, unknown]) => keys.includes(key);
  const merged = {
    ...Object.fromEntries(Object.entries(drafted).filter((entry) => !isLocked(entry))),
    ...Object.fromEntries(Object.entries(previous).filter(isLocked)),
    // Both halves are parts of scenarios, and together they have every key of one.
  } as Scenario;
  const [problem] = checkScenario(merged);
  if (problem === undefined) return merged;
  const text = `Not done: what was asked for does not fit what is locked (${locked.join(', ')}). ${problem.message}`;
  return { ...previous, notes: [...previous.notes, { kind: 'not_met' as const, text }].slice(-40) };
}
