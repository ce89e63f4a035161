import { setTimeout as wait } from 'node:timers/promises';
import type { Model } from '../src/integrations/ai/model.ts';
import { ModelError } from '../src/integrations/ai/model-error.ts';
import { Turns } from '../src/workflows/turns.ts';

/** Calls at a time, and how often one is tried: what the steps of a build do. */
const atOnce = 4;
const tries = 4;
const firstWaitMs = 2_000;

/** A model that is asked a few questions at a time, and asked again when the vendor says that it may work later. */
export function patientModel(model: Model): Model {
  const turns = new Turns(atOnce);
  return {
    ...model,
    complete: (request, call) =>
      turns.take(async () => {
        for (let tried = 1; ; tried += 1) {
          try {
            return await model.complete(request, call);
          } catch (error) {
            if (!(error instanceof ModelError) || !error.retryable || tried === tries) throw error;
            const pause = error.retryAfterMs ?? firstWaitMs * 2 ** (tried - 1);
            call.progress(`${error.code}, waiting ${Math.ceil(pause / 1_000)} s`);
            await wait(pause, undefined, { signal: call.signal });
          }
        }
      }),
  };
}
