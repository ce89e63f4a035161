import type { DecisionKind } from './decision.ts';
import type { StepName } from './phase.ts';

/** What a build can wait for, and the decisions that answer it. */
export const askTable = {
  'review-scenario': ['approve-scenario', 'regenerate', 'edit-scenario', 'edit-draft', 'take-back'],
  /** A draft does not hold together. */
  'mend-draft': ['edit-scenario', 'edit-draft', 'regenerate', 'take-back', 'retry'],
  'review-files': ['approve-files', 'edit-files', 'regenerate-piece'],
  provision: ['provision', 'skip-provisioning'],
  live: ['land', 'reset', 'extend', 'schedule', 'resume', 'tear-down'],
  'live-unprovisioned': ['provision', 'extend', 'tear-down'],
  'step-failed': ['retry', 'skip', 'enter-accounts', 'roll-back'],
  /** A vendor's key is gone or refused: another one, or the same again after it was mended at the vendor. */
  credentials: ['enter-key', 'retry', 'skip'],
  /** An account is not as a step needs it: other values, or the same again after it was mended there. */
  accounts: ['enter-accounts', 'retry', 'skip', 'roll-back'],
  /** A plan that does more than make and change. */
  'review-plan': ['approve-plan', 'retry', 'roll-back'],
  /** After a cancel that leaves something standing. */
  'roll-back': ['tear-down', 'keep'],
} as const satisfies Record<string, readonly DecisionKind[]>;
export type AskKind = keyof typeof askTable;

/** Whether a question is what to do about a step that stands still, which goes on with the answer. */
export function isStandstill(kind: AskKind): boolean {
  return kind === 'step-failed' || kind === 'credentials' || kind === 'accounts' || kind === 'review-plan';
}

/** A question that a build waits on. Its number is never used again in the build. */
export interface Ask {
  readonly number: number;
  readonly kind: AskKind;
  readonly since: string;
  /** The step that stands still, when the question is what to do about it. */
  readonly step?: { readonly id: number; readonly name: StepName; readonly subject?: string };
}
