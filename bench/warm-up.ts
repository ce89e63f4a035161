import { buildWorkflowId } from '../src/workflows/messages.ts';
import { DrivenBuild } from '../test/setup/foundry/drive-build.ts';
import type { TestFoundry } from '../test/setup/foundry/foundry.ts';

/** Has the service rehearse another kind of demo until dbt reports its first node, and gives that up again. */
export async function warmUp(foundry: TestFoundry): Promise<void> {
  const build = await DrivenBuild.start(foundry, 'bbenchwarmup', {
    company: 'Warm GmbH',
    industry: 'SaaS subscriptions',
  });
  await build.until('review-scenario');
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const { raw } = await foundry.client.workflow.getHandle(buildWorkflowId(build.id)).describe();
    for (const { heartbeatDetails } of raw.pendingActivities ?? []) {
      const said = await foundry.read(heartbeatDetails?.payloads?.[0]);
      if (typeof said === 'object' && said !== null && 'progress' in said && said.progress) return build.cancel();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('dbt did not get warm');
}
