import { type Known, sayNumber } from '../../domain/rehearsal/say-number.ts';
import { openInWords } from '../../domain/rehearsal/spoken-text.ts';
import { blankInWords } from '../../domain/scenario/blank-in-words.ts';
import { type SpokenNumber, spokenParts } from '../../domain/scenario/spoken-number.ts';

interface SpokenProps {
  readonly text: string;
  /** What its numbers are filled from; where it is reviewed, before there is anything, they are told in words. */
  readonly known: Known | undefined;
}

/** Text with its numbers filled in; one that no run has shown yet says so. */
export function Spoken({ text, known }: SpokenProps) {
  return (
    <>
      {spokenParts(text).map((part) => (typeof part === 'string' ? part : <SpokenBlank number={part} known={known} />))}
    </>
  );
}

/** The same, with its line ends kept as paragraphs. */
export function SpokenProse({ text, known }: SpokenProps) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>
          <Spoken text={paragraph} known={known} />
        </p>
      ))}
    </>
  );
}

function SpokenBlank({ number, known }: { readonly number: SpokenNumber; readonly known: Known | undefined }) {
  if (!known) return <span class="quiet">({blankInWords(number)})</span>;
  const value = sayNumber(number, known);
  return value === undefined ? (
    <span class="quiet">({openInWords(number, known)})</span>
  ) : (
    <strong class="spoken">{value}</strong>
  );
}
