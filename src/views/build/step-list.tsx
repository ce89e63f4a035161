import { stepTitles } from '../../domain/build/phase.ts';
import { isRedProof, proofInWords } from '../../domain/build/proof-summary.ts';
import { rehearsalInWords } from '../../domain/build/rehearsal-summary.ts';
import { repairedInWords } from '../../domain/build/repair.ts';
import type { StepState } from '../../domain/build/step.ts';
import { formatSeconds } from '../parts/when.ts';
import { CommandList } from './command-list.tsx';
import type { StepProgress } from './seen-build.ts';

interface StepListProps {
  readonly steps: readonly StepState[];
  readonly progress: readonly StepProgress[];
}

/** Steps with what they work on, how long they took, and what the running ones say of themselves. */
export function StepList({ steps, progress }: StepListProps) {
  return (
    <ul class="steps">
      {steps.map((step) => (
        <Step step={step} progress={progressOf(step, progress)} />
      ))}
    </ul>
  );
}

function Step({ step, progress }: { readonly step: StepState; readonly progress: StepProgress | undefined }) {
  return (
    <li data-status={step.status}>
      <span class="mark" role="img" aria-label={step.status} />
      <span class="what">
        {stepTitles[step.name]}
        {step.subject ? (
          <>
            {' '}
            <code>{step.subject}</code>
          </>
        ) : null}
        {step.ahead ? <span class="quiet"> ahead</span> : null}
      </span>
      <span class="time">{timeOf(step)}</span>
      {progress && (progress.line || progress.attempt > 1) ? (
        <span class="line">
          {triedAgain(progress)}
          {progress.line}
        </span>
      ) : null}
      {progress?.commands ? <CommandList commands={progress.commands} /> : null}
      {step.rehearsal?.passed === false ? <span class="line error">{rehearsalInWords(step.rehearsal)}</span> : null}
      {step.proof && !(step.proof.proven && step.proof.passed) ? (
        <span class={isRedProof(step.proof) ? 'line error' : 'line'}>{proofInWords(step.proof)}</span>
      ) : null}
      {step.repairs ? <span class="line">{repairedInWords(step.repairs)}</span> : null}
      {step.failure ? <span class="line error">{step.failure.sentence}</span> : null}
    </li>
  );
}

/** Why a step runs once more, said before what it does now. */
export function triedAgain({ attempt, lastFailure }: Pick<StepProgress, 'attempt' | 'lastFailure'>): string {
  if (attempt < 2) return '';
  const why = lastFailure === undefined ? '' : `${lastFailure.replace(/\.$/, '')}; `;
  return `${why}tried again${attempt > 2 ? ` (attempt ${attempt})` : ''}. `;
}

function timeOf({ status, startedAt, endedAt, reused }: StepState) {
  if (reused) return 'made before';
  if (status === 'running') return <span data-since={startedAt} />;
  if (!endedAt) return '';
  return formatSeconds((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
}

/** What a step says of itself while it runs. */
export function progressOf(step: StepState, progress: readonly StepProgress[]): StepProgress | undefined {
  if (step.status !== 'running') return undefined;
  return progress.find(
    (one) => one.step === step.name && (one.subject === undefined || one.subject === (step.subject ?? one.subject)),
  );
}
