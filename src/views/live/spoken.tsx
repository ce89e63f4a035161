import { type Known, sayNumber } from '../../domain/rehearsal/say-number.ts';
import { spokenParts } from '../../domain/scenario/spoken-number.ts';

/** Text of the talk track with its numbers filled in; one that no run has shown yet says so. */
export function Spoken({ text, known }: { readonly text: string; readonly known: Known }) {
  return (
    <>
      {spokenParts(text).map((part) => {
        if (typeof part === 'string') return part;
        const value = sayNumber(part, known);
        return value === undefined ? (
          <span class="quiet">(a number that comes with the next run)</span>
        ) : (
          <strong class="spoken">{value}</strong>
        );
      })}
    </>
  );
}
