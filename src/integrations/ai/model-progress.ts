import { performance } from 'node:perf_hooks';
import { guessTokens, type ModelCall } from './model.ts';

/** Not more often, so that a fast stream does not flood the one who listens. */
const leastBetween = 500;
/** Not more seldom, so that a silent model's step is seen to be alive. */
const mostBetween = 5_000;

export interface Progress {
  /** So many characters of the answer have come by now. */
  readonly wrote: (characters: number) => void;
  readonly end: () => void;
}

const thousands = new Intl.NumberFormat('en-US');

/** Tells how far a call is, from its beginning. */
export function startProgress(call: ModelCall): Progress {
  const began = performance.now();
  let written = 0;
  let toldAt = began;
  const tell = () => {
    toldAt = performance.now();
    const waited = Math.round((toldAt - began) / 1000);
    call.progress(
      written > 0 ? `writing, ${thousands.format(guessTokens(written))} tokens` : `waiting for the answer, ${waited} s`,
    );
  };
  tell();
  const alive = setInterval(tell, mostBetween);
  return {
    wrote: (characters) => {
      const first = written === 0;
      written = characters;
      if (!first && performance.now() - toldAt < leastBetween) return;
      tell();
      alive.refresh();
    },
    end: () => clearInterval(alive),
  };
}
