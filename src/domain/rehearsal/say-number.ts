import type { SpokenNumber } from '../scenario/spoken-number.ts';
import type { RehearsalReport } from './report.ts';
import type { RunResults } from './run-results.ts';
import { sayAnswer } from './say-answer.ts';

/** Where numbers come from: the last production run, and where it says nothing, the rehearsal of the same project. */
export interface Known {
  readonly results?: RunResults | undefined;
  readonly report?: RehearsalReport | undefined;
}

/** A number as it is said, such as `1,204`, `12.3%` or `4,200 EUR (web)`; `undefined` until a run has shown it. */
export function sayNumber(number: SpokenNumber, { results, report }: Known): string | undefined {
  switch (number.kind) {
    case 'rows': {
      const now = results?.rowCounts.find(({ relation }) => relation === number.model)?.rows;
      return count(now ?? report?.rowCounts.find(({ relation }) => relation === number.model)?.dayOne);
    }
    case 'added':
    case 'changed': {
      const moved = results?.moved.find(({ relation }) => relation === number.model);
      // A run that moved nothing was not the one that is spoken of.
      return moved && moved.added + moved.changed + moved.removed > 0 ? count(moved[number.kind]) : undefined;
    }
    case 'latest':
    case 'highest':
    case 'lowest': {
      const known = [...(results?.metrics ?? []), ...(report?.metrics ?? []), ...(report?.everyMetric ?? [])];
      const answer = known.find(({ query, columns }) => query === number.query && columns.includes(number.metric));
      return answer && sayAnswer(answer, number.kind, number.metric);
    }
    case 'failures': {
      const nodes = [...(results?.nodes ?? []), ...(report?.checks ?? []).flatMap(({ nodes: all }) => all)];
      return count(nodes.find(({ name, failures }) => name === number.test && (failures ?? 0) > 0)?.failures);
    }
    case 'tests': {
      const build = report?.checks.find(({ stage }) => stage === 'build')?.nodes;
      const passed = (results?.nodes ?? build)?.filter(({ type, status }) => type === 'test' && status === 'pass');
      return count(passed?.length);
    }
  }
}

/** What the next day moved when it was rehearsed, which no run claims to have done. */
export function sayRehearsedMove(
  kind: 'added' | 'changed',
  model: string,
  report: RehearsalReport | undefined,
): string | undefined {
  return count(report?.moved.find(({ relation }) => relation === model)?.[kind]);
}

function count(value: number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : value.toLocaleString('en');
}
