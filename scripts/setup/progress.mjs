/**
 * Tells the person on stderr what is being set up, one line a part. On a terminal the line is rewritten as it advances;
 * elsewhere what takes long is said again every half minute, or every second to a program that asked for it.
 */
export class Progress {
  /** @param {string} part what is being set up  @param {string} note how long it may take */
  constructor(part, note) {
    this.part = part;
    this.started = Date.now();
    this.said = Date.now();
    this.live = process.stderr.isTTY === true;
    this.every = this.live ? 200 : process.env.SET_UP_TELLS === 'often' ? 1_000 : 30_000;
    this.#write(`${part}: ${note}`);
  }

  /** @param {string} detail */
  advance(detail) {
    const now = Date.now();
    if (now - this.said < this.every) return;
    this.said = now;
    this.#write(`${this.part}: ${detail} (${this.#seconds()} s)`);
  }

  /** @param {string} outcome */
  done(outcome) {
    this.#write(`${this.part}: ${outcome} (${this.#seconds()} s)`);
    if (this.live) process.stderr.write('\n');
  }

  #seconds() {
    return Math.round((Date.now() - this.started) / 1000);
  }

  /** @param {string} line */
  #write(line) {
    process.stderr.write(this.live ? `\r\x1b[2Kset-up: ${line}` : `set-up: ${line}\n`);
  }
}
