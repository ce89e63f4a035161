import { found, type Route, refused } from '../answer.ts';

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/accounts/',
    query: ['include_related'],
    handle: ({ state }) => {
      const extra = { filters: {}, order_by: 'id', pagination: { count: 1, total_count: 1 } };
      const answer = found([state.account]);
      return { ...answer, body: { ...(answer.body as object), extra } };
    },
  },
  {
    method: 'GET',
    path: '/v2/accounts/:account/',
    query: ['include_related'],
    handle: ({ state }) => found(state.account),
  },
  {
    // Not described, but what the Terraform provider reads features from.
    method: 'GET',
    path: '/private/accounts/:account/features/',
    handle: ({ state }) => found(state.features),
  },
  {
    // Not described; answered to a person's token only, and without an envelope.
    method: 'GET',
    path: '/v2/integrations/github/installations/',
    handle: ({ state }) => {
      if (state.installations === 'refused') return refused(403, 'You do not have permission to perform this action.');
      return { status: 200, body: state.installations.map(({ id, login }) => ({ id, account: { login } })) };
    },
  },
];
