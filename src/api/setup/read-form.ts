import type { Context } from 'hono';
import { z } from 'zod';
import type { BriefFields } from '../../views/setup/brief-fields.ts';
import { ApiError } from '../api-error.ts';
import { newToken, tokenPattern } from './build-id.ts';
import type { ProviderFields } from './read-provider.ts';

export const formFields = z.record(z.string(), z.string());

/** What the setup form sends: the brief, what is to write the demo, and what is about the form itself. */
export interface SentForm {
  readonly fields: BriefFields;
  readonly provider: ProviderFields;
  readonly token: string;
  readonly timeZone: string | undefined;
}

/** Reads the setup form. The key stands apart from everything that is kept. @throws ApiError */
export async function readForm(c: Context): Promise<SentForm> {
  const sent = formFields.safeParse(await c.req.parseBody());
  if (!sent.success) throw new ApiError(400, 'form-refused', 'This form cannot be read.');
  const { token = '', time_zone: timeZone, provider, model, api_key: key, ...fields } = sent.data;
  return {
    fields,
    provider: { provider, model, key },
    token: tokenPattern.test(token) ? token : newToken(),
    timeZone,
  };
}
