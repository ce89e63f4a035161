import { scheduledJobName } from '../../../domain/build/cloud-jobs.ts';
import { demoNames, type FoundInAccount } from '../../terraform/demo-module.ts';
import { type Inventory, ofKind, type Standing } from './inventory.ts';

/** An inventory, sorted for a run of Terraform that goes on with what exists. */
export interface Adoptable {
  /** What Terraform adopts; undefined where no project stands. */
  readonly found: FoundInAccount | undefined;
  /** What was made twice, or stands without its project: to be removed before, so that each thing exists once. */
  readonly surplus: readonly Standing[];
  /** The Semantic Layer's: Terraform cannot adopt it, so that where its state knows it not, it is removed and made again. */
  readonly semanticLayer: readonly Standing[];
}

/**
 * Chooses of what stands under a build's marker what belongs together: the project that holds most, and in it what is in
 * use before what is not, older before newer. What has other names than the demo's was made by people and is left alone.
 */
export function adoptable(
  inventory: Inventory,
  { schema, schedules = [] }: { readonly schema: string; readonly schedules?: readonly string[] },
): Adoptable {
  const projects = ofKind(inventory, 'project');
  const connections = ofKind(inventory, 'connection');
  const held = (projectId: number) => inventory.standing.filter((each) => isIn(each, projectId));
  const [project] = projects.toSorted((one, other) => held(other.id).length - held(one.id).length || one.id - other.id);
  if (!project) return { found: undefined, surplus: connections, semanticLayer: [] };

  const inside: Inventory = { marker: inventory.marker, standing: held(project.id) };
  const environments = ofKind(inside, 'environment');
  const jobs = ofKind(inside, 'job');
  const ofSchema = ofKind(inside, 'credential').filter(({ name }) => name === schema);
  const used = {
    environments: new Set(jobs.map(({ environmentId }) => environmentId)),
    connections: new Set(environments.map(({ connectionId }) => connectionId)),
    credentials: new Set(environments.map(({ credentialId }) => credentialId)),
  };
  const inUse = (ids: ReadonlySet<number | null>) => (each: Standing) => ids.has(each.id);
  const repository = choose(ofKind(inside, 'repository'), (each) => each.linked);
  const connection = choose(connections, inUse(used.connections));
  const credential = choose(ofSchema, inUse(used.credentials));
  const environment = byName(environments, demoNames.environments, inUse(used.environments));
  const job = byName(jobs, demoNames.jobs, () => false);
  const scheduledNames = Object.fromEntries(schedules.map((id) => [id, scheduledJobName(id)]));
  const scheduled = byName<(typeof jobs)[number], string>(jobs, scheduledNames, () => false);

  const found: FoundInAccount = {
    projectId: project.id,
    ...(repository.one && { repositoryId: repository.one.id, repositoryLinked: repository.one.linked }),
    ...(connection.one && { connectionId: connection.one.id }),
    ...(credential.one && { credentialId: credential.one.id }),
    environments: environment.ids,
    rawSchema: ofKind(inside, 'environment-variable').some(({ name }) => name === 'DBT_RAW_SCHEMA'),
    jobs: { ...job.ids, ...(schedules.length > 0 ? { scheduled: present(scheduled.ids) } : {}) },
  };
  const surplus = [
    ...projects.filter((each) => each !== project).flatMap((each) => [each, ...held(each.id)]),
    ...repository.others,
    ...connection.others,
    ...credential.others.filter((each) => !used.credentials.has(each.id)),
    ...environment.others,
    ...job.others,
    ...scheduled.others,
  ];
  const semanticLayer = inside.standing.filter(({ kind }) => kind.startsWith('semantic-layer-'));
  return { found, surplus, semanticLayer };
}

function isIn(standing: Standing, projectId: number): boolean {
  return 'projectId' in standing && standing.projectId === projectId;
}

/** The one that is in use, else the oldest: ids only grow. */
function choose<Each extends Standing>(all: readonly Each[], isUsed: (each: Each) => boolean) {
  const [one, ...others] = all.toSorted((a, b) => Number(isUsed(b)) - Number(isUsed(a)) || a.id - b.id);
  return { one, others };
}

/** Chooses one for each of the demo's names. */
function byName<Each extends Standing, Role extends string>(
  all: readonly Each[],
  names: Readonly<Record<Role, string>>,
  isUsed: (each: Each) => boolean,
): { ids: Partial<Record<Role, number>>; others: Each[] } {
  const ids: Partial<Record<Role, number>> = {};
  const others: Each[] = [];
  // Object.keys forgets that the names are the roles.
  for (const role of Object.keys(names) as Role[]) {
    const chosen = choose(
      all.filter(({ name }) => name === names[role]),
      isUsed,
    );
    if (chosen.one) ids[role] = chosen.one.id;
    others.push(...chosen.others);
  }
  return { ids, others };
}

/** The ids that were found. */
function present(ids: Readonly<Partial<Record<string, number>>>): Record<string, number> {
  return Object.fromEntries(Object.entries(ids).flatMap(([key, id]) => (id === undefined ? [] : [[key, id]])));
}
