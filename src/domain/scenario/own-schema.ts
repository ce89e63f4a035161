import { identifier } from './identifier.ts';

/**
 * A schema beside the usual one: `{schema}_{name}` in every environment, as dbt names it. What is built there stands in
 * a folder of that name, which is a layer of its own behind the marts.
 */
export const ownSchema = identifier
  .max(20, 'The name of a schema may have at most 20 characters.')
  .refine(
    (name) => !/^(raw|staging|intermediate|marts|reference|snapshots|(dev|ci)(_.*)?)$/.test(name),
    'This name is taken by the project itself.',
  );
