import type { StepContext } from '../as-step.ts';

/** Runs one of several things that go on side by side, with a context whose progress has a place of its own. */
export type Lane = <T>(work: (context: StepContext) => Promise<T>) => Promise<T>;

/** Shares one step's line of progress among all that goes on at once: each keeps its place in it until it ends. */
export function sideBySide(context: StepContext): Lane {
  const lines: string[] = [];
  const say = () => context.progress(lines.filter((line) => line !== '').join(' · '));
  return async (work) => {
    const place = lines.push('') - 1;
    const progress = (line: string) => {
      lines[place] = line;
      say();
    };
    try {
      return await work({ ...context, progress });
    } finally {
      lines[place] = '';
      say();
    }
  };
}
