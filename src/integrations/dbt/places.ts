/** As many at once as there are places; who comes later waits in line. */
export class Places {
  private free: number;
  private readonly line: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /** Waits for a place and gives the function that gives it back. @throws the signal's reason when aborted first */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.free > 0) {
      this.free -= 1;
      return this.release;
    }
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.line.splice(this.line.indexOf(next), 1);
        reject(signal?.reason);
      };
      this.line.push(next);
      signal?.addEventListener('abort', leave, { once: true });
    });
    return this.release;
  }

  private readonly release = (): void => {
    const next = this.line.shift();
    if (next) next();
    else this.free += 1;
  };
}
