import { structuredPatch } from 'diff';
import { type Scenario, type ScenarioSection, scenarioSections } from '../../domain/scenario/scenario.ts';
import { sectionYaml } from '../../domain/scenario/section-yaml.ts';
import type { DiffLine } from '../../views/scenario/diff-text.tsx';
import type { SectionDiff } from '../../views/scenario/scenario-diff.tsx';

/** Lines of unchanged text around a change. */
const context = 3;

/** What differs between two scenarios, section by section, as lines of YAML. */
export function diffScenarios(from: Scenario, to: Scenario): SectionDiff[] {
  // The keys of the table are its sections.
  const sections = Object.keys(scenarioSections) as ScenarioSection[];
  return sections.flatMap((section) => {
    const lines = diffText(sectionYaml(from, section), sectionYaml(to, section));
    return lines.length === 0 ? [] : [{ section, lines }];
  });
}

/** The changed lines of a text with those around them. */
export function diffText(from: string, to: string): DiffLine[] {
  const { hunks } = structuredPatch('', '', from, to, undefined, undefined, { context });
  return hunks.flatMap(({ lines }, index): DiffLine[] => [
    ...(index > 0 ? [{ kind: 'gap' as const, text: '' }] : []),
    ...lines.filter((line) => !line.startsWith('\\')).map(lineOf),
  ]);
}

function lineOf(line: string): DiffLine {
  const text = line.slice(1);
  if (line.startsWith('+')) return { kind: 'added', text };
  return line.startsWith('-') ? { kind: 'removed', text } : { kind: 'same', text };
}
