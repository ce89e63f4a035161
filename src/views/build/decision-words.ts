import type { DecisionKind } from '../../domain/build/decision.ts';
import { stepNames, stepTitles } from '../../domain/build/phase.ts';

/** Everything that a person can do to a build. */
type DecidedKind = DecisionKind | 'rewind' | 'cancel';

/** By what was decided; `said` is what the decision named, such as a batch or a day, where that is known. */
const words: Record<DecidedKind, (said: string | undefined) => string> = {
  'approve-scenario': () => 'approve the scenario',
  regenerate: (section) => `draft ${section === undefined ? 'the scenario' : `“${section.replace('_', ' ')}”`} anew`,
  'edit-scenario': () => 'edit the scenario',
  'edit-draft': () => 'keep the draft as it was edited',
  'take-back': (revision) => `take revision ${revision ?? ''} back`,
  'approve-files': (name) => `approve the files${name === undefined ? '' : ` and publish them as ${name}`}`,
  'edit-files': () => 'edit the files',
  'regenerate-piece': (subject) => `write ${subject ?? 'a piece'} anew`,
  provision: (schedule) => `provision the demo${schedule === undefined ? '' : `, production at ${schedule}`}`,
  'skip-provisioning': () => 'provision later',
  land: (batch) => `land ${batch ?? 'a batch'}`,
  reset: (day) => `reset the demo${day === undefined ? '' : ` to data that ends on ${day}`}`,
  extend: (days) => `keep the demo ${days === undefined ? 'longer' : `${days} days longer`}`,
  'tear-down': () => 'tear the demo down',
  retry: () => 'try the failed step again',
  'enter-key': () => 'enter a key',
  'enter-accounts': () => 'enter values for the accounts',
  'approve-plan': () => 'carry out the plan as it is',
  schedule: (on) =>
    on === undefined ? 'change the schedule' : on === 'on' ? 'let the schedule go on' : 'pause the schedule',
  resume: (run) => `go on with ${run ?? 'a production run'} from the command that failed`,
  'roll-back': () => 'roll back what was made',
  skip: () => 'go on without the failed step',
  keep: () => 'leave standing what was made',
  rewind: (step) => `go back to “${stepTitles[stepNames.find((name) => name === step) ?? 'draft-scenario']}”`,
  cancel: () => 'cancel the build',
};

/** A decision in words, such as `land The next day`; `said` in words too, where it is an identifier. */
export function decisionInWords(kind: string, said?: string): string {
  return isDecided(kind) ? words[kind](said) : kind;
}

function isDecided(kind: string): kind is DecidedKind {
  return Object.hasOwn(words, kind);
}

const ways: Readonly<Record<string, string>> = {
  page: 'on this page',
  api: 'by the API',
  cli: 'from the command line',
  signal: 'by a signal',
};

/** Which way a decision came. */
export function wayInWords(via: string): string {
  return ways[via] ?? via;
}
