import { activityInfo } from '@temporalio/activity';
import { leftoversOf, placesOf } from '../domain/build/leftovers.ts';
import type { BuildState } from '../domain/build/state.ts';
import type { RecordActivities } from './contract.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Writes a build's row for lists and search, and holds on to the artifacts that it needs; runs are recorded by the step
 * that finishes them. A state that comes late, when a newer one is recorded already, changes nothing.
 */
export function recordBuild({
  records,
  roots,
}: Pick<Dependencies, 'records' | 'roots'>): RecordActivities['recordBuild'] {
  return async (state) => {
    const newest = await records.upsertBuild({
      id: state.id,
      owner: state.owner,
      company: state.company,
      industry: state.industry,
      target: state.target,
      warehouse: state.warehouse,
      phase: state.phase,
      status: state.status,
      revision: state.revision,
      createdAt: state.createdAt,
      updatedAt: state.updatedAt,
      expiresAt: state.expiresAt,
      workflowRunId: activityInfo().workflowExecution?.runId ?? '',
      repositoryName: state.repository?.name,
      repositoryUrl: state.repository?.cloneUrl,
      summary: summary(state),
    });
    if (!newest) return;
    if (state.status === 'closed') await roots.unroot(state.id);
    else await roots.root(state.id, neededArtifacts(state));
  };
}

function summary(state: BuildState): Record<string, unknown> {
  const { outcome, landed, rehearsal, ask, steps, left } = state;
  const leftovers = leftoversOf(state);
  const failing = steps.findLast((step) => step.status === 'failed');
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(landed === undefined ? {} : { landed }),
    ...(rehearsal === undefined ? {} : { rehearsed: rehearsal.passed, dbtVersion: rehearsal.dbtVersion }),
    ...(ask === undefined ? {} : { asks: ask.kind }),
    ...(failing?.failure && ask?.kind === 'step-failed' ? { failure: failing.failure.sentence } : {}),
    ...(left.length === 0 ? {} : { left }),
    // A person removes it later, by the service's own accounts: those that were entered end with the build.
    ...(leftovers.length === 0 ? {} : { leftovers, places: placesOf(state), ...schemasIn(state) }),
  };
}

/** Schemas in a warehouse are not removed with what else a build left. */
function schemasIn({ begun, warehouseSchema }: BuildState): { readonly schemas?: string } {
  return begun.includes('schemas') && warehouseSchema !== undefined ? { schemas: warehouseSchema } : {};
}

/** Everything that the state names; what those artifacts name is held with them. */
function neededArtifacts(state: BuildState): string[] {
  const { brief, draft, revisions, rehearsal, proof, steps, runs, accounts, template, plan } = state;
  return [
    brief,
    draft,
    accounts?.checks,
    template?.files,
    plan?.preview,
    ...revisions.flatMap(({ scenario, overlays, project, takes = [], repaired = [] }) => [
      scenario,
      overlays,
      project,
      ...takes.flatMap(({ instructions, previous }) => [instructions, previous]),
      ...repaired.map(({ piece }) => piece),
    ]),
    rehearsal?.report,
    proof?.proven ? proof.proof : undefined,
    ...steps.flatMap(({ rehearsal: ahead, proof: proven, repairs = [] }) => [
      ahead?.project,
      ahead?.report,
      proven?.proven ? proven.proof : undefined,
      ...repairs.map(({ record }) => record),
    ]),
    ...runs.map(({ results }) => results),
  ].filter((digest) => digest !== undefined);
}
