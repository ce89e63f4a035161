import type { DecisionKind } from './decision.ts';
import type { StepName } from './phase.ts';

/** What a build can wait for, and the decisions that answer it. */
export const askTable = {
  'review-scenario': ['approve-scenario', 'regenerate', 'edit-scenario', 'edit-draft', 'take-back'],
  /** A draft does not hold together. */
  'mend-draft': ['edit-scenario', 'edit-draft', 'regenerate', 'take-back', 'retry'],
  'review-files': ['approve-files', 'edit-files', 'regenerate-piece'],
  provision: ['provision', 'skip-provisioning'],
  live: ['land', 'reset', 'extend', 'tear-down'],
  'live-unprovisioned': ['provision', 'extend', 'tear-down'],
  'step-failed': ['retry', 'skip'],
  /** A vendor's key is gone or refused: another one, or the same again after it was mended at the vendor. */
  credentials: ['enter-key', 'retry', 'skip'],
  /** After a cancel that leaves something standing. */
  'roll-back': ['tear-down', 'keep'],
} as const satisfies Record<string, readonly DecisionKind[]>;
export type AskKind = keyof typeof askTable;

/** Whether a question is what to do about a step that stands still, which goes on with the answer. */
export function isStandstill(kind: AskKind): boolean {
  return kind === 'step-failed' || kind === 'credentials';
}

/** A question that a build waits on. Its number is never used again in the build. */
export interface Ask {
  readonly number: number;
  readonly kind: AskKind;
  readonly since: string;
  /** The step that stands still, when the question is what to do about it. */
  readonly step?: { readonly id: number; readonly name: StepName; readonly subject?: string };
}
