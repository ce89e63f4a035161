import type { PlanState } from '../../domain/build/infrastructure.ts';
import { countsOf, type Preview } from '../../domain/build/plan-preview.ts';
import { putJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import type { ReasonToWait } from '../../integrations/terraform/reasons-to-wait.ts';
import { scrubber } from '../../integrations/terraform/scrub.ts';

/** Longer words of a provider say nothing more. */
const longestWords = 500;

/**
 * Stores a plan's preview, and tells of it what the build needs.
 * @param secrets values that are taken out of the provider's own words
 */
export async function keepPlan(
  artifacts: ArtifactStore,
  { preview, reasons }: { readonly preview: Preview; readonly reasons: readonly ReasonToWait[] },
  secrets: readonly string[],
): Promise<PlanState> {
  const scrub = scrubber(secrets);
  return {
    preview: await putJson(artifacts, preview),
    changes: preview.digest,
    counts: countsOf(preview),
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      about:
        reason.kind === 'not-found'
          ? reason.words.map((words) => scrub(words).slice(0, longestWords))
          : [...reason.addresses],
    })),
  };
}
