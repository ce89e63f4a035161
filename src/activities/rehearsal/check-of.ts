import { messageFinding, nodeFindings } from '../../domain/rehearsal/findings.ts';
import type { Comparison } from '../../domain/rehearsal/promise.ts';
import type { Check, NodeResult } from '../../domain/rehearsal/report.ts';

/** What a sequence of dbt commands came to. */
export interface CommandsOutcome {
  readonly succeeded: boolean;
  readonly nodes: readonly NodeResult[];
  readonly seconds: number;
  readonly log: string;
  /** What ended the command before any node ran, such as a file that cannot be parsed. */
  readonly exception: string | null;
}

const logEnd = 4_000;

/** A check of the report from what was promised and what the commands did. */
export function checkOf(
  about: Pick<Check, 'stage' | 'subject' | 'title'>,
  comparison: Comparison,
  outcome: CommandsOutcome,
  files: ReadonlyMap<string, string>,
): Check {
  const { passed, promised, seen } = comparison;
  const findings = passed
    ? []
    : [
        ...(outcome.exception === null ? [] : [messageFinding(outcome.exception, files)]),
        ...nodeFindings(outcome.nodes, files),
      ];
  return {
    ...about,
    passed,
    promised,
    seen: passed || outcome.exception === null ? seen : `${seen}: ${firstLines(outcome.exception)}`,
    seconds: Math.round(outcome.seconds * 100) / 100,
    nodes: [...outcome.nodes],
    findings,
    log: outcome.log.slice(-logEnd),
  };
}

/** A check that ran no command. */
export function plainCheck(
  about: Pick<Check, 'stage' | 'subject' | 'title'>,
  comparison: Comparison,
  findings: Check['findings'] = [],
): Check {
  return { ...about, ...comparison, seconds: 0, nodes: [], findings: comparison.passed ? [] : findings, log: '' };
}

function firstLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 3)
    .join(' ')
    .slice(0, 500);
}
