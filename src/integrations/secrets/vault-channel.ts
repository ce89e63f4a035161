import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';
import type { Vault } from './vault.ts';
import { VaultAway } from './vault-away.ts';

/** How long an answer is waited for: it comes from memory, in the process next door. */
const patienceMs = 5_000;

const asked = z.object({
  vault: z.number(),
  ask: z.discriminatedUnion('verb', [
    z.object({ verb: z.literal('keep'), buildId: z.string(), value: z.string() }),
    z.object({ verb: z.literal('read'), handle: z.string() }),
    z.object({ verb: z.literal('forget'), buildId: z.string() }),
  ]),
});
type Asked = z.infer<typeof asked>;

const answered = z.object({ vaultAnswer: z.number(), value: z.string().optional() });

/** The end of a channel between a process and the one that started it. */
type Channel = Pick<NodeJS.Process, 'on' | 'send' | 'channel'>;

/**
 * Answers a child process's questions to the vault, over the channel that it was started with. Nobody else can ask:
 * there is no port, no file and no token.
 */
export function serveVault(vault: Vault, child: ChildProcess): void {
  child.on('message', (message) => {
    const question = asked.safeParse(message);
    if (!question.success) return;
    const { vault: number, ask } = question.data;
    answer(vault, ask).then(
      (value) => child.connected && child.send({ vaultAnswer: number, value }, () => {}),
      // Unanswered, the child says by itself that the vault is away.
      () => {},
    );
  });
}

async function answer(vault: Vault, ask: Asked['ask']): Promise<string | undefined> {
  switch (ask.verb) {
    case 'keep':
      return vault.keep(ask.buildId, ask.value);
    case 'read':
      return vault.read(ask.handle);
    case 'forget':
      await vault.forget(ask.buildId);
      return undefined;
  }
}

/** The vault of the process that started this one; `undefined` for a process that was started otherwise. */
export function vaultOfParent(channel: Channel = process): Vault | undefined {
  if (!channel.send) return undefined;
  const waiting = new Map<number, (value: string | undefined) => void>();
  let questions = 0;
  channel.on('message', (message: unknown) => {
    const read = answered.safeParse(message);
    if (read.success) waiting.get(read.data.vaultAnswer)?.(read.data.value);
  });
  // Listening alone shall not keep a process alive that has nothing left to do.
  channel.channel?.unref();

  const ask = async (question: Asked['ask']): Promise<string | undefined> => {
    questions += 1;
    const number = questions;
    const told = Promise.withResolvers<string | undefined>();
    const late = setTimeout(() => told.reject(new VaultAway()), patienceMs);
    waiting.set(number, told.resolve);
    try {
      channel.send?.({ vault: number, ask: question }, undefined, {}, (error) => {
        if (error) told.reject(new VaultAway());
      });
      return await told.promise;
    } catch {
      throw new VaultAway();
    } finally {
      clearTimeout(late);
      waiting.delete(number);
    }
  };
  return {
    async keep(buildId, value) {
      const handle = await ask({ verb: 'keep', buildId, value });
      if (handle === undefined) throw new VaultAway();
      return handle;
    },
    read: (handle) => ask({ verb: 'read', handle }),
    async forget(buildId) {
      await ask({ verb: 'forget', buildId });
    },
  };
}
