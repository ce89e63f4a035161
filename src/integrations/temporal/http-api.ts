import { z } from 'zod';

const namespace = z.object({ config: z.object({ workflowExecutionRetentionTtl: z.string() }) });
const attributes = z.object({ customAttributes: z.record(z.string(), z.string()).default({}) });

/** The few calls to a dev server's HTTP interface that launching it needs; far quicker to load than the gRPC client. */
export function httpApi(base: string, name: string) {
  const url = `${base}/api/v1/namespaces/${encodeURIComponent(name)}`;
  return {
    /** Whether the server answers and knows the namespace. */
    async answers(): Promise<boolean> {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
        await response.arrayBuffer();
        return response.ok;
      } catch {
        return false;
      }
    },
    /** Keeps closed workflows for so many days. */
    async retain(days: number): Promise<void> {
      const wanted = `${days * 86_400}s`;
      const { config } = namespace.parse(await call(url));
      if (config.workflowExecutionRetentionTtl === wanted) return;
      await call(`${url}/update`, { config: { workflowExecutionRetentionTtl: wanted } });
    },
    /** Search attributes by name, with their type as Temporal calls it. */
    async searchAttributes(): Promise<Record<string, string>> {
      return attributes.parse(await call(`${url}/search-attributes`)).customAttributes;
    },
  };
}

async function call(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`Temporal answered ${response.status} to ${new URL(url).pathname}.`);
  return response.json();
}
