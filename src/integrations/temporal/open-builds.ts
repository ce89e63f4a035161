import { type Client, WorkflowNotFoundError } from '@temporalio/client';

/** How a build's workflow stands; `unknown` where Temporal has none, or has forgotten it. */
export type Standing = 'open' | 'closed' | 'unknown';

/** Tells whether builds have a workflow that looks after what they made. */
export interface OpenBuilds {
  standingOf(buildId: string): Promise<Standing>;
}

const closed = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'TERMINATED', 'TIMED_OUT']);

/** @param workflowIdOf the id of a build's workflow; its newest run counts */
export function temporalOpenBuilds(client: Client, workflowIdOf: (buildId: string) => string): OpenBuilds {
  return {
    async standingOf(buildId) {
      try {
        const { status } = await client.workflow.getHandle(workflowIdOf(buildId)).describe();
        return closed.has(status.name) ? 'closed' : 'open';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'unknown';
        throw error;
      }
    },
  };
}
