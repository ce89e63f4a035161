import { z } from 'zod';
import { StepError } from '../step-error.ts';

/** A key file of Google's, as far as a connection takes it. */
const keyFile = z.object({
  type: z.literal('service_account'),
  private_key_id: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
  client_email: z.string().includes('@'),
  client_id: z.string().min(1),
  auth_uri: z.url().optional(),
  token_uri: z.url().optional(),
  auth_provider_x509_cert_url: z.url().optional(),
  client_x509_cert_url: z.url().optional(),
});

/** A service account, its private key apart from what may be shown. */
export interface ServiceAccount {
  readonly shown: Omit<z.infer<typeof keyFile>, 'private_key' | 'type' | 'client_x509_cert_url'> & {
    readonly client_x509_cert_url: string;
  };
  readonly privateKey: string;
}

/**
 * Reads the JSON of a service account's key file.
 * @throws StepError `account-field-unusable`, which quotes nothing of it
 */
export function readServiceAccount(json: string): ServiceAccount {
  const { type: _, private_key: privateKey, ...shown } = keyFileIn(json);
  return {
    privateKey,
    shown: {
      ...shown,
      client_x509_cert_url:
        shown.client_x509_cert_url ??
        `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(shown.client_email)}`,
    },
  };
}

function keyFileIn(json: string): z.infer<typeof keyFile> {
  let lacks = 'it is no JSON';
  try {
    const read = keyFile.safeParse(JSON.parse(json));
    if (read.success) return read.data;
    lacks = `${[...new Set(read.error.issues.map(({ path }) => path.join('.')))].join(' and ')} cannot be used`;
  } catch {
    // The parser's own words quote what it read.
  }
  throw new StepError('account-field-unusable', `The service account is not a whole key file: ${lacks}.`, {
    mend: 'Make a key of type JSON for the service account in Google Cloud, and enter the whole file.',
  });
}
