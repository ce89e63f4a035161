/** Somebody who waits for a place. */
interface Waiting {
  readonly next: () => void;
  readonly urgent: boolean;
}

/** As many at once as there are places; who comes later waits in line, and who is urgent before those who are not. */
export class Places {
  private free: number;
  private readonly line: Waiting[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /** Waits for a place and gives the function that gives it back. @throws the signal's reason when aborted first */
  async take(signal?: AbortSignal, urgent = false): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.free > 0) {
      this.free -= 1;
      return this.release;
    }
    await new Promise<void>((resolve, reject) => {
      const waiting = {
        urgent,
        next: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.line.splice(this.line.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const behind = urgent ? this.line.findIndex((other) => !other.urgent) : -1;
      if (behind < 0) this.line.push(waiting);
      else this.line.splice(behind, 0, waiting);
      signal?.addEventListener('abort', leave, { once: true });
    });
    return this.release;
  }

  private readonly release = (): void => {
    const first = this.line.shift();
    if (first) first.next();
    else this.free += 1;
  };
}
