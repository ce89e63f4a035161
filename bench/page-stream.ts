/** What the page was sent, and when, in milliseconds since the epoch. */
export interface Shown {
  readonly at: number;
  readonly data: string;
}

/** Reads a page's event stream as a browser does, until it is closed. */
export function followPage(url: URL): { close(): Promise<Shown[]> } {
  const shown: Shown[] = [];
  const ending = new AbortController();
  const reading = read(url, ending.signal, (data) => {
    shown.push({ at: performance.timeOrigin + performance.now(), data });
  });
  // Told by `close`, whenever it broke off.
  reading.catch(() => {});
  return {
    async close() {
      ending.abort();
      await reading.catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
      });
      return shown;
    },
  };
}

async function read(url: URL, signal: AbortSignal, take: (data: string) => void): Promise<void> {
  const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal });
  if (!response.ok || !response.body) throw new Error(`the event stream answered ${response.status}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const messages = (text + chunk).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const lines = message.split('\n').filter((line) => line.startsWith('data:'));
      if (lines.length > 0) take(lines.map((line) => line.slice('data:'.length).trimStart()).join('\n'));
    }
  }
}
