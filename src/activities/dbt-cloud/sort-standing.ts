import { adoptable } from '../../integrations/platform/dbt-cloud/adoptable.ts';
import type { Inventory, Standing, StandingKind } from '../../integrations/platform/dbt-cloud/inventory.ts';
import type { DemoWarehouse } from '../../integrations/terraform/demo-module.ts';
import { adoptionsOf } from '../../integrations/terraform/demo-module.ts';
import type { Adoption } from '../../integrations/terraform/import-blocks.ts';
import type { KnownResource } from '../../integrations/terraform/known-resources.ts';

/** What an account was found to have of a demo, sorted for the next run of Terraform. */
export interface Sorted {
  /** What the run goes on with instead of making it again. */
  readonly adopt: readonly Adoption[];
  /** To be removed: it is there twice, or can neither be adopted nor is it known to the state. */
  readonly surplus: readonly Standing[];
  /** What an earlier run made and a given one takes the place of: to be removed once nothing uses it any more. */
  readonly replaced: readonly Standing[];
}

export interface SortBy {
  /** What the build's state has. It is never surplus, and of two things it is the one that stays. */
  readonly known: readonly KnownResource[];
  readonly schema: string;
  readonly warehouse: DemoWarehouse['kind'];
  /** A given connection is used instead of one that an earlier run made. */
  readonly hasConnection: boolean;
  /** Ids of the schedules that have jobs of their own. */
  readonly schedules?: readonly string[];
}

/** Sorts what stands under a build's marker into what goes on and what goes. */
export function sortStanding(
  inventory: Inventory,
  { known, schema, warehouse, hasConnection, schedules = [] }: SortBy,
): Sorted {
  const isKnown = knownAmong(known);
  const taken = new Set(inventory.standing.filter(isKnown).map(slotOf));
  const isOfKnownProject = belongsTo(inventory.standing.filter((each) => each.kind === 'project' && isKnown(each)));
  const doubles = inventory.standing.filter(
    (each) => !isKnown(each) && (taken.has(slotOf(each)) || !isOfKnownProject(each)),
  );
  const single = { ...inventory, standing: inventory.standing.filter((each) => !doubles.includes(each)) };
  const { found, surplus, semanticLayer } = adoptable(single, { schema, schedules });
  const all = [...doubles, ...[...surplus, ...semanticLayer].filter((each) => !isKnown(each))];
  if (!hasConnection) return { adopt: found ? adoptionsOf(warehouse, found) : [], surplus: all, replaced: [] };
  const { connectionId: _, ...adopted } = found ?? { projectId: 0 };
  return {
    adopt: found ? adoptionsOf(warehouse, adopted) : [],
    surplus: all.filter(({ kind }) => kind !== 'connection'),
    replaced: inventory.standing.filter((each) => each.kind === 'connection' && !isKnown(each)),
  };
}

/** What stands and what a state has, by kind and id; ids of the account are unique to their kind. */
function knownAmong(known: readonly KnownResource[]): (standing: Standing) => boolean {
  const keys = new Set(known.map(({ type, id }) => `${kindOf(type)} ${id}`));
  // Semantic Layer configurations are imported by another id than they have in a state.
  return ({ kind, id, importId }) => keys.has(`${kind} ${importId}`) || keys.has(`${kind} ${id}`);
}

function kindOf(type: string): StandingKind | undefined {
  if (type.endsWith('_semantic_layer_credential')) return 'semantic-layer-credential';
  if (type.endsWith('_credential')) return 'credential';
  return kinds[type];
}

const kinds: Readonly<Record<string, StandingKind>> = {
  dbtcloud_project: 'project',
  dbtcloud_repository: 'repository',
  dbtcloud_global_connection: 'connection',
  dbtcloud_environment: 'environment',
  dbtcloud_environment_variable: 'environment-variable',
  dbtcloud_job: 'job',
  dbtcloud_semantic_layer_configuration: 'semantic-layer-configuration',
};

/** The place of which a demo has one: what has another name there is people's own. */
function slotOf(standing: Standing): string {
  const { kind, name } = standing;
  const project = 'projectId' in standing ? standing.projectId : '';
  const isNamed = kind === 'environment' || kind === 'job' || kind === 'credential' || kind === 'environment-variable';
  return [kind, project, isNamed ? name : ''].join(' ');
}

/** Where the state has a project, everything in another one of the same marker was made twice. */
function belongsTo(projects: readonly Standing[]): (standing: Standing) => boolean {
  const ids = new Set(projects.map(({ id }) => id));
  return (standing) => ids.size === 0 || !('projectId' in standing) || ids.has(standing.projectId);
}
