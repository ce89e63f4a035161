import type { Model } from '../src/integrations/ai/model.ts';

/** A model whose calls can be waited for: what asks several at once gives up at the first that fails. */
export function settling(model: Model): { readonly model: Model; settled(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  return {
    model: {
      ...model,
      complete(request, call) {
        const answer = model.complete(request, call);
        const end = answer.catch(() => undefined).finally(() => running.delete(end));
        running.add(end);
        return answer;
      },
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
