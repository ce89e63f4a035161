import { z } from 'zod';
import type { Calls } from './calls.ts';
import { isDbtCloudError } from './dbt-cloud-error.ts';
import type { Inventory, Standing } from './inventory.ts';

const id = z.number();
const maybeId = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const project = z.object({ id, name: text, repository_id: maybeId, semantic_layer_config_id: maybeId });
const connection = z.object({ id, name: text, adapter_version: text });
const repository = z.object({ id, full_name: z.string().nullish(), state: id.nullish() });
const credential = z
  .object({
    id,
    type: text,
    schema: text,
    default_schema: text,
    unencrypted_credential_details: z.object({ schema: text }).nullish(),
    state: id.nullish(),
  })
  .transform(({ schema, default_schema, unencrypted_credential_details: details, ...rest }) => ({
    ...rest,
    // Warehouses differ in where they have it.
    schema: schema || default_schema || details?.schema || '',
  }));
const environment = z.object({
  id,
  name: text,
  type: z.enum(['development', 'deployment']),
  deployment_type: z.string().nullish(),
  connection_id: maybeId,
  credentials_id: maybeId,
  state: id.nullish(),
});
const job = z.object({ id, name: text, environment_id: id, job_type: z.string().nullish(), state: id.nullish() });
const variables = z.object({ variables: z.record(z.string(), z.unknown()) });
const semanticCredential = z.object({ id, name: text, project_id: maybeId, state: id.nullish() });

/**
 * Lists what stands under a build's marker: projects and connections whose name holds `[marker]`, and all that the
 * projects hold. A marker is unique to a build, and its brackets keep `foundry-ab` from finding `foundry-abc`.
 */
export async function listInventory(calls: Calls, marker: string): Promise<Inventory> {
  if (!/^foundry-[a-z0-9-]{4,60}$/.test(marker)) throw new RangeError(`"${marker}" is not a build's marker`);
  const { accountId, list } = calls;
  const search = `name__icontains=${encodeURIComponent(marker)}`;
  const marked = ({ name }: { readonly name: string }) => name.includes(`[${marker}]`);
  const projects = (await list(`/v3/accounts/${accountId}/projects/?${search}`, project)).filter(marked);
  const connections = (await list(`/v3/accounts/${accountId}/connections/?${search}`, connection)).filter(marked);
  const standing: Standing[] = connections.map(({ id, name, adapter_version }) => ({
    kind: 'connection',
    id,
    name,
    adapter: adapter_version,
    importId: String(id),
    url: `${calls.host.webUrl}/settings/accounts/${accountId}/`,
  }));
  for (const each of projects) {
    standing.push({
      kind: 'project',
      id: each.id,
      name: each.name,
      repositoryId: each.repository_id,
      semanticLayerId: each.semantic_layer_config_id,
      importId: String(each.id),
      url: `${calls.host.webUrl}/dashboard/${accountId}/projects/${each.id}`,
    });
  }
  for (const each of projects) standing.push(...(await contentsOf(calls, each)));
  return { marker, standing };
}

/** What one project holds; a project that is deleted meanwhile holds nothing. */
async function contentsOf(calls: Calls, { id: projectId, ...links }: z.infer<typeof project>): Promise<Standing[]> {
  const { accountId, list, read } = calls;
  const inProject = `/v3/accounts/${accountId}/projects/${projectId}`;
  const url = pageOf(calls, projectId);
  const own = (key: number | string) => ({ projectId, importId: `${projectId}:${key}` });
  try {
    const repositories = (await list(`${inProject}/repositories/`, repository)).filter(stands);
    const credentials = await credentialsOf(calls, projectId);
    const environments = (await list(`${inProject}/environments/`, environment)).filter(stands);
    const set = await read(`${inProject}/environment-variables/environment/`, variables);
    const jobs = (await list(`/v2/accounts/${accountId}/jobs/?project_id=${projectId}`, job)).filter(stands);
    const semantic = await semanticCredentialsOf(calls, projectId);
    return [
      ...repositories.map(({ id, full_name = null }) => {
        const linked = id === links.repository_id;
        return { kind: 'repository', id, name: full_name ?? '', fullName: full_name, linked, url, ...own(id) } as const;
      }),
      ...credentials.map(({ id, type, schema }) => {
        return { kind: 'credential', id, name: schema, type, url, ...own(id) } as const;
      }),
      ...environments.map(({ id, name, type, deployment_type = null, connection_id, credentials_id }) => ({
        ...({ kind: 'environment', id, name, type, deploymentType: deployment_type } as const),
        ...{ connectionId: connection_id, credentialId: credentials_id },
        url: `${url}/environments/${id}`,
        ...own(id),
      })),
      ...Object.keys(set.variables).map((name) => {
        return { kind: 'environment-variable', id: projectId, name, url, ...own(name) } as const;
      }),
      ...jobs.map(({ id, name, environment_id, job_type = null }) => ({
        ...({ kind: 'job', id, name, environmentId: environment_id, jobType: job_type } as const),
        url: `${url}/jobs/${id}`,
        projectId,
        importId: String(id),
      })),
      // There is no list of configurations: the project names the one that it has.
      ...(links.semantic_layer_config_id === null ? [] : [links.semantic_layer_config_id]).map((id) => {
        return { kind: 'semantic-layer-configuration', id, name: '', url, ...own(id) } as const;
      }),
      ...semantic
        .filter((each) => stands(each) && each.project_id === projectId)
        .map(({ id, name }) => {
          return { kind: 'semantic-layer-credential', id, name, url, projectId, importId: String(id) } as const;
        }),
    ];
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found') && !(await isThere(calls, projectId))) return [];
    throw error;
  }
}

/** The list, which has no pages, does not tell the schema of BigQuery's and Databricks' credentials: each does by itself. */
async function credentialsOf({ read, accountId }: Calls, projectId: number) {
  const path = `/v3/accounts/${accountId}/projects/${projectId}/credentials/`;
  const listed = (await read(path, z.array(credential))).filter(stands);
  const whole = listed.map((each) =>
    each.schema === '' ? read(`${path}${each.id}/?include_related=[adapter]`, credential) : each,
  );
  return Promise.all(whole);
}

/** A plan without the Semantic Layer may have no such list, nor then anything in it. */
async function semanticCredentialsOf({ read, accountId }: Calls, projectId: number) {
  try {
    const path = `/v3/accounts/${accountId}/semantic-layer-credentials/?project_id=${projectId}`;
    return await read(path, z.array(semanticCredential));
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found', 'dbt-cloud-forbidden')) return [];
    throw error;
  }
}

/** Soft deletion leaves rows behind that some lists still show. */
function stands({ state }: { readonly state?: number | null | undefined }): boolean {
  return state !== 2;
}

async function isThere({ read, accountId }: Calls, projectId: number): Promise<boolean> {
  try {
    await read(`/v3/accounts/${accountId}/projects/${projectId}/`, z.unknown());
    return true;
  } catch (error) {
    if (isDbtCloudError(error, 'dbt-cloud-not-found')) return false;
    throw error;
  }
}

function pageOf({ host, accountId }: Calls, projectId: number): string {
  return `${host.webUrl}/deploy/${accountId}/projects/${projectId}`;
}
