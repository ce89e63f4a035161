/** What goes wrong with a request. */
export type Fault =
  | {
      readonly does: 'refuse';
      readonly status: number;
      readonly message?: string;
      readonly data?: unknown;
      /** Seconds, or a date. */
      readonly retryAfter?: string;
    }
  /** A page of a proxy or of a login, whatever its status. */
  | { readonly does: 'show-page'; readonly status: number }
  /** Takes the request and never answers. */
  | { readonly does: 'hang' }
  /** Breaks the connection before anything was done. */
  | { readonly does: 'break' }
  /** Does what was asked for, and then breaks the connection, or shows a proxy's page with a status. */
  | { readonly does: 'lose-answer'; readonly page?: number }
  /** Answers this text with status 200. */
  | { readonly does: 'write'; readonly text: string }
  /** Does as asked, but only after a while. */
  | { readonly does: 'wait'; readonly ms: number };

/** Requests that a fault strikes: those of a method and path (without `/api`), at most `times` of them. */
export type PlannedFault = Fault & {
  readonly method?: string;
  readonly path?: string | RegExp;
  /** 1 unless given. */
  readonly times?: number;
  /** How many fitting requests are let through first. */
  readonly after?: number;
};

export interface Faults {
  /** Plans faults; the first that fits strikes. */
  plan(...faults: readonly PlannedFault[]): void;
  clear(): void;
  /** How many planned faults have not struck as often as they were to. */
  readonly left: number;
}

export function planFaults(): Faults & { take(method: string, path: string): Fault | undefined } {
  let planned: { fault: PlannedFault; times: number; after: number }[] = [];
  return {
    plan: (...faults) => {
      for (const fault of faults) planned.push({ fault, times: fault.times ?? 1, after: fault.after ?? 0 });
    },
    clear: () => {
      planned = [];
    },
    get left() {
      return planned.length;
    },
    take(method, path) {
      for (const each of planned) {
        const { fault } = each;
        if (fault.method && fault.method !== method) continue;
        if (typeof fault.path === 'string' && !path.includes(fault.path)) continue;
        if (fault.path instanceof RegExp && !fault.path.test(path)) continue;
        if (each.after > 0) {
          each.after -= 1;
          continue;
        }
        each.times -= 1;
        if (each.times <= 0) planned = planned.filter((other) => other !== each);
        return fault;
      }
      return undefined;
    },
  };
}
