import type { z } from 'zod';
import { type Brief, briefSchema, targetRefusal } from './brief.ts';

/** One thing that is wrong with a brief: `field` is the key it stands under, `''` for the brief as a whole. */
export interface BriefProblem {
  readonly field: string;
  readonly sentence: string;
}

export type BriefRead =
  | { readonly ok: true; readonly brief: Brief }
  | { readonly ok: false; readonly problems: readonly BriefProblem[] };

/** Checks what somebody sent as a brief, and that a demo can be started from it here. */
export function readBriefValue(value: unknown): BriefRead {
  const read = briefSchema.safeParse(value);
  if (!read.success) return { ok: false, problems: problemsOf(read.error.issues) };
  const refusal = targetRefusal(read.data);
  if (refusal !== undefined) return { ok: false, problems: [{ field: 'target', sentence: refusal }] };
  return { ok: true, brief: read.data };
}

function problemsOf(issues: readonly z.core.$ZodIssue[]): BriefProblem[] {
  return issues.flatMap((issue): BriefProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: '', sentence: `“${key}” is no key of a brief.` }));
    }
    if (issue.path.length === 0) {
      return [{ field: '', sentence: 'A brief is a list of keys and values, such as “company: Petal & Pine”.' }];
    }
    const [field = '', position] = issue.path;
    const entry = typeof position === 'number' ? `Entry ${position + 1}: ` : '';
    return [{ field: String(field), sentence: `${entry}${issue.message}` }];
  });
}
