import type { Context } from 'hono';
import { z } from 'zod';
import type { AccountValues } from '../../domain/accounts/offered-accounts.ts';
import type { BriefFields } from '../../views/setup/brief-fields.ts';
import { partAccounts } from '../accounts/sent-accounts.ts';
import { ApiError } from '../api-error.ts';
import { newToken, tokenPattern } from './build-id.ts';
import type { ProviderFields } from './read-provider.ts';

export const formFields = z.record(z.string(), z.string());

/** What the setup form sends: the brief, accounts, what is to write the demo, and what is about the form itself. */
export interface SentForm {
  readonly fields: BriefFields;
  /** With secrets in clear, and the fields of every warehouse. */
  readonly accounts: AccountValues;
  readonly provider: ProviderFields;
  readonly token: string;
  readonly timeZone: string | undefined;
}

/** Reads the setup form. What is secret stands apart from everything that is kept. @throws ApiError */
export async function readForm(c: Context): Promise<SentForm> {
  const sent = formFields.safeParse(await c.req.parseBody());
  if (!sent.success) throw new ApiError(400, 'form-refused', 'This form cannot be read.');
  const { token = '', time_zone: timeZone, provider, model, api_key: key, ...others } = sent.data;
  const { accounts, rest: fields } = partAccounts(others);
  return {
    fields,
    accounts,
    provider: { provider, model, key },
    token: tokenPattern.test(token) ? token : newToken(),
    timeZone,
  };
}
