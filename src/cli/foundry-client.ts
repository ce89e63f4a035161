import { z } from 'zod';
import type { BriefInput } from '../domain/brief/brief.ts';
import type { Decision } from '../domain/build/decision.ts';
import type { BuildState } from '../domain/build/state.ts';

/** An answer of the service that is not what was asked for; the message is a sentence for the person. */
export class ServiceError extends Error {
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

const errorBody = z.object({
  error: z.object({ code: z.string(), sentence: z.string(), field: z.string().optional() }),
});
/** A start may first ask a vendor whether it takes the key. */
const requestSeconds = 30;

/** What is to write a demo, where it is not what the settings say. The key is the service's own. */
export interface ProviderWish {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
}

/** The service's JSON API, as far as the command line needs it. */
export interface FoundryClient {
  startBuild(brief: BriefInput, timeZone: string, wish?: ProviderWish): Promise<{ readonly id: string }>;
  /** `undefined` while no worker answers. */
  build(id: string): Promise<BuildState | undefined>;
  decide(id: string, decision: Omit<Decision, 'by' | 'via'> & Record<string, unknown>): Promise<void>;
  artifact(digest: string): Promise<unknown>;
  pageUrl(id: string): string;
}

export function foundryClient(base: string): FoundryClient {
  const call = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(path, base), {
      ...init,
      headers: { accept: 'application/json', ...(init?.body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(requestSeconds * 1000),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body;
    const parsed = errorBody.safeParse(body);
    if (parsed.success) throw new ServiceError(parsed.data.error.code, parsed.data.error.sentence);
    throw new ServiceError('service-answer', `The service answered ${response.status} to ${path}.`);
  };
  const post = (path: string, value: unknown) => call(path, { method: 'POST', body: JSON.stringify(value) });

  return {
    async startBuild(brief, timeZone, wish = {}) {
      return z.object({ id: z.string() }).parse(await post('/api/builds', { brief, timeZone, ...wish }));
    },
    async build(id) {
      const body = z.object({ state: z.custom<BuildState>().nullable() }).parse(await call(`/api/builds/${id}`));
      return body.state ?? undefined;
    },
    async decide(id, decision) {
      await post(`/api/builds/${id}/decisions`, { ...decision, via: 'cli' });
    },
    artifact: (digest) => call(`/api/artifacts/${digest}`),
    pageUrl: (id) => new URL(`/builds/${id}`, base).href,
  };
}
