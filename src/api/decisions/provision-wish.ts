import type { BuildState } from '../../domain/build/state.ts';
import type { AppDeps } from '../app-deps.ts';
import { accessIn } from './entered-accounts.ts';
import type { Special } from './stored-answers.ts';

/** What a person wishes of what is provisioned: a schedule, options of Terraform's module, other values for the accounts. */
export async function provisionWish(
  checks: Pick<AppDeps, 'vault'>,
  state: BuildState,
  fields: Readonly<Record<string, unknown>>,
): Promise<Special> {
  const options = {
    ...given('dbtVersion', text(fields.dbt_version)),
    ...given('threads', number(fields.threads)),
  };
  const access = await accessIn(checks, state, fields);
  if (!access.ok) return access;
  return {
    ok: true,
    fields: {
      ...given('schedule', text(fields.schedule)),
      ...(Object.keys(options).length > 0 ? { options } : {}),
      ...access.fields,
    },
  };
}

function given(name: string, value: unknown): Record<string, unknown> {
  return value === '' ? {} : { [name]: value };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** A form sends digits; a program a number. What is neither is refused by its field later on. */
function number(value: unknown): unknown {
  if (value === undefined) return '';
  return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
}
