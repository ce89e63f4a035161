import { z } from 'zod';
import { type Call, found, gone, listed, missing, type Route, refused } from '../answer.ts';
import { isThere, type Row } from '../state.ts';
import { belongs, withProject } from './projects.ts';

const body = z.strictObject({
  id: z.number().nullish(),
  account_id: z.number(),
  project_id: z.number(),
  key: z.string().min(1),
  connection_id: z.number(),
  credentials_id: z.number(),
  extended_attributes_id: z.number().nullish(),
});

export const profileRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/profiles/',
    query: ['limit', 'offset', 'include_related', 'key', 'connection_id'],
    handle: (call) =>
      withProject(call, (project) =>
        listed(
          [...call.state.profiles.values()].filter((row) => belongs(row, project)),
          call,
        ),
      ),
  },
  {
    method: 'POST',
    path: '/v3/accounts/:account/projects/:project/profiles/',
    body,
    handle: (call) =>
      withProject(call, (project) => {
        const { state, body } = call;
        if (!isThere(state.connections.get(Number(body.connection_id))))
          return refused(400, 'The request was invalid.', { connection_id: 'Connection not found in account.' });
        const id = state.nextId();
        const row = { extended_attributes_id: null, ...body, id, primary_bindings: [], catalog_bindings: [] };
        state.profiles.set(id, { ...row, project_id: project.id });
        return found(row);
      }),
  },
  {
    method: 'GET',
    path: '/v3/accounts/:account/projects/:project/profiles/:profile/',
    query: ['include_related'],
    handle: (call) => withProfile(call, (row) => found(row)),
  },
  {
    method: 'PATCH',
    path: '/v3/accounts/:account/projects/:project/profiles/:profile/',
    body: body.extend({ pk: z.number() }).partial(),
    handle: (call) => withProfile(call, (row) => found(Object.assign(row, call.body, { id: row.id }))),
  },
  {
    method: 'DELETE',
    path: '/v3/accounts/:account/projects/:project/profiles/:profile/',
    handle: (call) =>
      withProfile(call, (row) => {
        call.state.profiles.delete(row.id);
        return gone;
      }),
  },
];

function withProfile(call: Call, go: (profile: Row) => ReturnType<Route['handle']>) {
  return withProject(call, (project) => {
    const row = call.state.profiles.get(call.ids.profile ?? 0);
    return belongs(row, project) ? go(row) : missing();
  });
}
