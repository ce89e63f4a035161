import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const rotateBytes = 10_000_000;
/** So many lines a child may show in the terminal within ten seconds; the file has them all. */
const burst = 20;
const burstMs = 10_000;
const warning = 40;

/** What a log line may say of itself; `step`, `build` and `code` where it is about a step that failed. */
const entry = z.object({
  level: z.number(),
  msg: z.string().default(''),
  time: z.number().default(() => Date.now()),
  step: z.string().optional(),
  build: z.string().optional(),
  code: z.string().optional(),
});

export interface LogLines {
  /** Takes one line of a child's output. */
  write(line: string, stream: 'stdout' | 'stderr'): void;
  /** The last lines, to say why a child died. */
  recent(): string;
  readonly file: string;
  close(): void;
}

/**
 * Keeps a child's output in `<folder>/<name>.log` and shows its warnings, errors and whatever is not a log line on
 * stderr, at most so many at a time.
 */
export function logLines(
  folder: string,
  name: string,
  pretty: boolean,
  show: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): LogLines {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  rotate(file);
  const stream = createWriteStream(file, { flags: 'a' });
  // A full disk must not end the supervisor.
  stream.on('error', () => {});
  const recent: string[] = [];
  let since = 0;
  let shown = 0;

  return {
    file,
    write(line, from) {
      stream.write(`${line}\n`);
      const parsed = entry.safeParse(parse(line));
      if (parsed.success ? parsed.data.level < warning : from === 'stdout' || line.trim() === '') return;
      recent.push(parsed.success ? parsed.data.msg : line);
      if (recent.length > 20) recent.shift();
      const now = Date.now();
      if (now - since > burstMs) {
        since = now;
        shown = 0;
      }
      shown += 1;
      if (shown <= burst) show(pretty && parsed.success ? prettyLine(name, parsed.data) : line);
      if (shown === burst + 1) show(`${name}: more of this is in ${file}`);
    },
    recent: () => recent.join('\n'),
    close: () => stream.end(),
  };
}

function prettyLine(name: string, { level, msg, time, step, build, code }: z.infer<typeof entry>): string {
  const about = [step, build, code].filter((part) => part !== undefined).join(', ');
  const kind = level >= 50 ? 'error' : 'warning';
  return `${new Date(time).toTimeString().slice(0, 8)} ${name} ${kind}: ${msg}${about === '' ? '' : ` (${about})`}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > rotateBytes) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
}
