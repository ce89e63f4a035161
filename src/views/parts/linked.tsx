import type { StepFailure } from '../../domain/build/step.ts';
import { Elsewhere } from './elsewhere.tsx';

/** A text whose addresses can be followed. */
export function Linked({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split(/(https?:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]…])/)
        .map((piece, index) => (index % 2 === 1 ? <Elsewhere url={piece}>{piece}</Elsewhere> : piece))}
    </>
  );
}

/** What to do about a failure, with where that is done. */
export function whatToDo(failure: Pick<StepFailure, 'mend' | 'link'> | undefined): string {
  return [failure?.mend, failure?.link].filter(Boolean).join(' ');
}
