import { z } from 'zod';
import { secretHandle } from '../build/provider-choice.ts';
import { type FieldName, fieldNames, fieldOf, fieldProblem } from './fields.ts';

const fieldName = z.enum(fieldNames);

/**
 * What a build was given for its accounts: values by field, and handles of what is secret. It goes into histories and
 * records, and never holds a secret itself. What it leaves out comes from the service's own settings.
 */
export const accountAccessSchema = z
  .strictObject({
    values: z.partialRecord(fieldName, z.string().max(4_096)),
    secrets: z.partialRecord(fieldName, secretHandle),
  })
  .superRefine(({ values, secrets }, context) => {
    for (const name of fieldNames) {
      const value = values[name];
      if (value !== undefined && fieldOf(name).secret) context.addIssue(`${name} is secret and has no place here`);
      else if (value !== undefined) {
        const problem = fieldProblem(name, value);
        if (problem !== undefined) context.addIssue(problem);
      }
      if (secrets[name] !== undefined && !fieldOf(name).secret) context.addIssue(`${name} is no secret`);
    }
  });
export type AccountAccess = z.infer<typeof accountAccessSchema>;

export const noAccess: AccountAccess = { values: {}, secrets: {} };

/** Where a field's value comes from; `unusable` is a setting with a value that cannot be one. */
export type FieldOrigin = 'entered' | 'setting' | 'unusable' | 'none';

/** Values by field, from the service's settings: its defaults, secrets included. */
export type AccountDefaults = Readonly<Partial<Record<FieldName, string>>>;

/** Where each field's value comes from, without the value: a secret of the service's own is shown as no more than this. */
export function fieldOrigins(
  { values, secrets }: AccountAccess,
  defaults: AccountDefaults,
): ReadonlyMap<FieldName, FieldOrigin> {
  return new Map(
    fieldNames.map((name) => {
      if ((values[name] ?? secrets[name]) !== undefined) return [name, 'entered'];
      const preset = defaults[name];
      if (preset === undefined) return [name, 'none'];
      return [name, fieldProblem(name, preset) === undefined ? 'setting' : 'unusable'];
    }),
  );
}

/** The fields that have a value which can be used. */
export function givenFields(access: AccountAccess, defaults: AccountDefaults): ReadonlySet<FieldName> {
  return new Set(
    [...fieldOrigins(access, defaults)]
      .filter(([, origin]) => origin === 'entered' || origin === 'setting')
      .map(([name]) => name),
  );
}
