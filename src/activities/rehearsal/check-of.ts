import { messageFinding, nodeFindings } from '../../domain/rehearsal/findings.ts';
import type { Comparison } from '../../domain/rehearsal/promise.ts';
import type { Check } from '../../domain/rehearsal/report.ts';
import type { CommandsOutcome } from '../dbt/outcome.ts';

const logEnd = 4_000;

type About = Pick<Check, 'stage' | 'subject' | 'title'>;

/** A check of the report from what was promised and what the commands did. */
export function checkOf(
  about: About,
  { passed, promised, seen }: Comparison,
  outcome: CommandsOutcome,
  files: ReadonlyMap<string, string>,
): Check {
  const { exception } = outcome;
  const findings = passed
    ? []
    : [...(exception === null ? [] : [messageFinding(exception, files)]), ...nodeFindings(outcome.nodes, files)];
  return {
    ...about,
    passed,
    promised,
    seen: passed || exception === null ? seen : `${seen}: ${firstLines(exception)}`,
    seconds: Math.round(outcome.seconds * 100) / 100,
    nodes: [...outcome.nodes],
    findings,
    log: outcome.log.slice(-logEnd),
  };
}

/** A check that ran no command of its own. */
export function plainCheck(about: About, comparison: Comparison, findings: Check['findings'] = []): Check {
  return { ...about, ...comparison, seconds: 0, nodes: [], findings: comparison.passed ? [] : findings, log: '' };
}

function firstLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).slice(0, 3).join(' ').slice(0, 500);
}
