import type { Ask } from '../../domain/build/ask.ts';
import { phaseTable, stepTitles } from '../../domain/build/phase.ts';
import type { BuildState, BuildStatus } from '../../domain/build/state.ts';
import type { Tone } from '../parts/badge.tsx';

/** What a build asks, as one line for the person. */
export const askTitles: Record<Ask['kind'], string> = {
  'review-scenario': 'Review the scenario',
  'mend-draft': 'Mend the draft',
  'review-files': 'Review the files',
  provision: 'Provision the demo, or do it later',
  live: 'Ready for the call',
  'live-unprovisioned': 'Published, not provisioned',
  accounts: 'An account is not as the demo needs it',
  'review-plan': 'Terraform’s plan wants your word',
  credentials: 'A key is needed: enter one to go on',
  'step-failed': 'A step failed: decide what to do',
  'roll-back': 'Cancelled: remove what was made?',
};

export const statusTones: Record<BuildStatus, Tone> = {
  working: 'busy',
  waiting: 'ask',
  'needs-attention': 'bad',
  closed: 'quiet',
};

export const statusWords: Record<BuildStatus, string> = {
  working: 'working',
  waiting: 'waits for you',
  'needs-attention': 'needs attention',
  closed: 'ended',
};

/** What the build does or wants now, in a sentence that can be read out. */
export function statusSentence({ ask, status, phase, outcome, steps }: BuildState): string {
  if (status === 'closed') {
    return outcome === 'torn-down' ? 'Torn down.' : outcome === 'cancelled' ? 'Cancelled.' : 'Ended.';
  }
  if (ask) {
    const title = askTitles[ask.kind];
    return title.endsWith('?') ? title : `${title}.`;
  }
  const running = steps.filter((step) => step.status === 'running');
  // The person waits for what is no work ahead, so it goes before.
  const [first] = running.toSorted((a, b) => Number(a.ahead) - Number(b.ahead));
  if (first) {
    const further = running.length > 1 ? ` and ${running.length - 1} more` : '';
    return `${stepTitles[first.name]}${first.subject ? ` (${first.subject})` : ''}${further}…`;
  }
  return status === 'waiting' ? `${phaseTable[phase].title}: waits for a decision.` : `${phaseTable[phase].title}…`;
}
