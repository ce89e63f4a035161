import { briefSchema, targetRefusal } from '../../domain/brief/brief.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { Activities } from '../contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { StepError } from '../step-error.ts';

/** Checks the stored brief and that its target can be reached from here, before any work. */
export function checkBrief({ artifacts }: Dependencies): Activities['checkBrief'] {
  return async (input) => {
    const brief = await getJson(artifacts, briefSchema, input.brief);
    const refusal = targetRefusal(brief);
    if (refusal !== undefined) {
      throw new StepError('target-unavailable', refusal, {
        mend: 'Cancel this build and start it with another warehouse, or let it run on this machine (target “local”).',
      });
    }
  };
}
