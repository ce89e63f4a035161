import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { cancelSchema, decisionSchema, rewindSchema } from '../../domain/build/decision.ts';
import type { Records } from '../../integrations/records/records.ts';
import type { UnconfirmedDecision } from '../../views/build/seen-build.ts';
import type { DecisionAnswer } from '../../views/parts/answer.tsx';
import { kindOf, recordOf, type SentCommand } from './command.ts';
import { sendCommand } from './send-command.ts';

const firstTryMs = 5_000;
const laterTryMs = 10_000;
const betweenMs = 1_000;

/** Where the unconfirmed ones are kept, so that they outlive this process. */
const kept = { owner: 'service', form: 'unconfirmed-decisions' };

const sentCommand = z.object({
  buildId: z.string(),
  updateId: z.string(),
  since: z.string(),
  command: z.discriminatedUnion('type', [
    z.object({ type: z.literal('decide'), message: decisionSchema }),
    z.object({ type: z.literal('rewind'), message: rewindSchema }),
    z.object({ type: z.literal('cancel'), message: cancelSchema }),
  ]),
});

export interface OutboxOptions {
  readonly client: Client;
  readonly records: Records;
  readonly logger: Logger;
  /** Called when a build's unconfirmed decisions have changed. */
  readonly changed: (buildId: string) => void;
  /** How long the person waits for an answer, in milliseconds. */
  readonly patience?: number;
}

/** Sends commands to builds, and sends the unconfirmed ones again under the same id until they are taken or refused. */
export class Outbox {
  private readonly options: OutboxOptions;
  private readonly waiting = new Map<string, SentCommand>();
  private readonly ending = new AbortController();

  constructor(options: OutboxOptions) {
    this.options = options;
  }

  /** Takes up again what an earlier process left unconfirmed. */
  async resume(): Promise<void> {
    const draft = await this.options.records.getDraft(kept.owner, kept.form);
    const left = z.array(sentCommand).safeParse(draft?.fields);
    for (const sent of left.success ? left.data : []) this.later(sent);
  }

  /** What was sent to a build and is not confirmed yet. */
  unconfirmed(buildId: string): UnconfirmedDecision[] {
    return [...this.waiting.values()]
      .filter((sent) => sent.buildId === buildId)
      .map(({ command, since }) => ({ kind: kindOf(command), since }));
  }

  /** Sends a command; the answer comes within seconds. */
  async send(sent: SentCommand): Promise<DecisionAnswer> {
    const answer = await sendCommand(this.options.client, sent, this.options.patience ?? firstTryMs);
    if (answer.kind === 'unconfirmed') {
      this.later(sent);
      await this.keep();
    } else {
      await this.record(sent, answer);
    }
    return answer;
  }

  close(): void {
    this.ending.abort();
  }

  private later(sent: SentCommand): void {
    if (this.waiting.has(sent.updateId)) return;
    this.waiting.set(sent.updateId, sent);
    this.options.changed(sent.buildId);
    void this.insist(sent);
  }

  private async insist(sent: SentCommand): Promise<void> {
    const { client, logger, changed } = this.options;
    const { signal } = this.ending;
    while (!signal.aborted) {
      await pause(betweenMs, undefined, { signal }).catch(() => {});
      try {
        const answer = await client.withAbortSignal(signal, () => sendCommand(client, sent, laterTryMs));
        if (signal.aborted || answer.kind === 'unconfirmed') continue;
        this.waiting.delete(sent.updateId);
        await this.record(sent, answer);
        await this.keep();
        changed(sent.buildId);
        return;
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error, build: sent.buildId }, 'a decision cannot be sent just now');
      }
    }
  }

  private async record(sent: SentCommand, answer: DecisionAnswer): Promise<void> {
    const reason = answer.kind === 'refused' || answer.kind === 'gone' ? answer.sentence : undefined;
    const outcome = answer.kind === 'accepted' ? 'accepted' : 'refused';
    try {
      await this.options.records.addDecision(recordOf(sent, outcome, reason));
    } catch (error) {
      // The decision stands in the build's history whatever the records say.
      this.options.logger.warn({ err: error, build: sent.buildId }, 'a decision could not be recorded');
    }
  }

  private async keep(): Promise<void> {
    await this.options.records.saveDraft({
      ...kept,
      fields: [...this.waiting.values()],
      savedAt: new Date().toISOString(),
    });
  }
}
