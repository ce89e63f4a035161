import { z } from 'zod';
import { type Call, found, gone, type Route, refused } from '../answer.ts';
import type { Row } from '../state.ts';
import { belongs, withProject } from './projects.ts';

const values = z.record(z.string(), z.string());

export const variableRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/environment-variables/environment/',
    query: ['include_related'],
    handle: (call) =>
      withProject(call, (project) => {
        const variables: Record<string, Record<string, unknown>> = {};
        for (const row of ofProject(call, project)) {
          const place = placeOf(call, row);
          const value = isSecret(row) ? '**********' : row.value;
          variables[String(row.name)] = { ...variables[String(row.name)], [place]: { id: row.id, value } };
        }
        const names = environmentsOf(call, project).map((row) => String(row.name));
        return found({ environments: ['project', ...names], variables });
      }),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/environment-variables/bulk/',
    body: z.strictObject({ env_var: values }),
    handle: (call) =>
      withProject(call, (project) => {
        const { new_name: name = '', ...places } = values.parse(call.body.env_var);
        if (!/^DBT_[A-Z0-9_]+$/.test(name))
          return refused(400, 'The request was invalid.', { name: 'must be in upper case and begin with DBT_' });
        if (ofProject(call, project).some((row) => row.name === name))
          return refused(400, 'The request was invalid.', { name: 'already exists in this project' });
        return set(call, project, name, places);
      }),
  },
  {
    method: 'PUT',
    path: '/v3/accounts/:account/projects/:project/environment-variables/bulk/',
    body: z.strictObject({ env_vars: values }),
    handle: (call) =>
      withProject(call, (project) => {
        const { name = '', new_name, ...places } = values.parse(call.body.env_vars);
        const rows = ofProject(call, project).filter((row) => row.name === name);
        if (rows.length === 0) return refused(400, 'The request was invalid.', { name: 'is not known here' });
        for (const row of rows) {
          const value = places[String(row.id)];
          delete places[String(row.id)];
          if (value === '') call.state.variables.delete(row.id);
          else if (value !== undefined) write(call, row, value);
          if (new_name) row.name = new_name;
        }
        return set(call, project, new_name ?? name, places);
      }),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/environment-variables/bulk/',
    body: z.strictObject({ name: z.string() }),
    handle: (call) =>
      withProject(call, (project) => {
        for (const row of ofProject(call, project))
          if (row.name === call.body.name) call.state.variables.delete(row.id);
        return gone;
      }),
  },
];

/** Writes values by the name of their environment, `project` for all; an unknown one is refused. */
function set(call: Call, project: Row, name: string, places: Record<string, string>) {
  const environments = new Map<string, number | null>(
    environmentsOf(call, project).map((row) => [String(row.name), row.id]),
  );
  environments.set('project', null);
  const unknown = Object.keys(places).find((place) => !environments.has(place));
  if (unknown) return refused(400, 'The request was invalid.', { [unknown]: 'no such environment' });
  const ids = Object.entries(places).map(([place, value]) => {
    const id = call.state.nextId();
    const row: Row = { id, project_id: project.id, name, environment_id: environments.get(place) ?? null };
    call.state.variables.set(id, row);
    write(call, row, value);
    return id;
  });
  return found({ message: 'Environment variables saved', new_var_ids: ids, deleted_var_ids: [], failures: [] });
}

function write(call: Call, row: Row, value: string) {
  row.value = value;
  if (isSecret(row)) call.state.secrets.push({ kind: 'variable', id: row.id, field: String(row.name), value });
}

function isSecret(row: Row): boolean {
  return String(row.name).startsWith('DBT_ENV_SECRET');
}

function ofProject({ state }: Call, project: Row): Row[] {
  return [...state.variables.values()].filter((row) => row.project_id === project.id);
}

function environmentsOf({ state }: Call, project: Row): Row[] {
  return [...state.environments.values()].filter((row) => belongs(row, project));
}

function placeOf({ state }: Call, { environment_id }: Row): string {
  return environment_id === null ? 'project' : String(state.environments.get(Number(environment_id))?.name);
}
