import { afterAll, beforeAll, expect, it } from 'vitest';
import { aScenario } from '../views/fixtures/scenario.ts';
import { AppHarness } from './app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await AppHarness.open(await aScenario());
});
afterAll(() => app.close());

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** An open event stream, read message by message. */
class Stream {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private text = '';
  constructor(response: Response) {
    if (!response.body) throw new Error('no stream');
    this.reader = response.body.getReader();
  }

  static async open(id: string, lastId?: string): Promise<Stream> {
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
    return new Stream(await fetch(new URL(`/builds/${id}/events`, app.base), { headers }));
  }

  /** The next message; `undefined` at the stream's end. */
  async next(): Promise<Message | undefined> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        const field = (name: string) =>
          block
            .split('\n')
            .filter((line) => line.startsWith(`${name}: `))
            .map((line) => line.slice(name.length + 2))
            .join('\n');
        if (field('id') !== '') return { id: field('id'), event: field('event'), data: field('data') };
        continue;
      }
      const { value, done } = await this.reader.read();
      if (done) return undefined;
      this.text += new TextDecoder().decode(value, { stream: true });
    }
  }

  async until(test: (message: Message) => boolean): Promise<Message> {
    for (let message = await this.next(); message; message = await this.next()) if (test(message)) return message;
    throw new Error('the stream ended first');
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }
}

const shows = (text: string) => (message: Message) => message.data.includes(text);

it('sends whole regions as the build moves on, under ids of the run and a counter', async () => {
  const id = await app.startBuild();
  const state = await app.asks(id, 'review-scenario');
  const stream = await Stream.open(id);
  const first = await stream.until(shows('Review the scenario'));
  expect(first.data).toMatch(/<hx-partial hx-target="#stepper" hx-swap="innerHTML">/);
  expect(first.id).toMatch(/^[0-9a-f-]{36}:\d+$/);
  await app.decide(state, { kind: 'approve-scenario' });
  const next = await stream.until(shows('Review the files'));
  expect(Number(next.id.split(':')[1])).toBeGreaterThan(Number(first.id.split(':')[1]));
  await stream.close();
});

it('resumes where a viewer left off, and replays nothing', async () => {
  const id = await app.startBuild();
  const state = await app.asks(id, 'review-scenario');
  const first = await Stream.open(id);
  const seen = await first.until(shows('Review the scenario'));
  await first.close();
  await app.decide(state, { kind: 'approve-scenario' });
  await app.asks(id, 'review-files');
  const again = await Stream.open(id, seen.id);
  const missed = await again.until(shows('Review the files'));
  expect(missed.data).not.toContain('Review the scenario');
  await again.close();
  // A viewer that has everything is sent nothing until something happens.
  const upToDate = await Stream.open(id, missed.id);
  const quiet = await Promise.race([
    upToDate.next(),
    new Promise((resolve) => setTimeout(() => resolve('quiet'), 700)),
  ]);
  expect(quiet).toBe('quiet');
  await upToDate.close();
});

it('sends everything to a viewer with an id of another process', async () => {
  const id = await app.startBuild();
  await app.asks(id, 'review-scenario');
  const stream = await Stream.open(id, 'a-run-of-long-ago:12');
  expect((await stream.until(shows('Review the scenario'))).data).toContain('hx-target="#steps"');
  await stream.close();
});

it('tells what a running step says of itself', async () => {
  const release = app.stubs.hold('renderProject');
  const id = await app.startBuild();
  await app.decide(await app.asks(id, 'review-scenario'), { kind: 'approve-scenario' });
  const stream = await Stream.open(id);
  await stream.until(({ data }) => /data-status="running"[\s\S]*Render the project/.test(data));
  release();
  await stream.until(shows('Review the files'));
  await stream.close();
});

it('ends with a close event when the build is closed', async () => {
  const id = await app.startBuild();
  await app.asks(id, 'review-scenario');
  const stream = await Stream.open(id);
  await stream.until(shows('Review the scenario'));
  await app.form(`/builds/${id}/cancel`, {});
  await stream.until(({ event }) => event === 'closed');
  expect(await stream.next()).toBeUndefined();
  expect(await app.text(`/builds/${id}`)).not.toContain('hx-sse:connect');
});

it('does not open a stream on a build that never was', async () => {
  expect((await fetch(new URL('/builds/bnever22there/events', app.base))).status).toBe(404);
});
