/** Which request a fault meets: the first that fits. */
export interface Meets {
  readonly method?: string;
  /** Of the path, decoded and without the query. */
  readonly path?: RegExp;
}

/** What goes wrong with one request. */
export type Fault = Meets &
  (
    | {
        readonly does: 'answer';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        /** GitHub's error object, or the text of a page. */
        readonly body: object | string;
      }
    /** Takes the request and never answers. */
    | { readonly does: 'hang' }
    /** Breaks the connection before anything is done. */
    | { readonly does: 'cut' }
    /** Does what was asked for, then breaks the connection. */
    | { readonly does: 'lose' }
    /** Does what was asked for, then a gateway answers with its page. */
    | { readonly does: 'gateway' }
    /** Does what was asked for and sends half of the answer. */
    | { readonly does: 'halve' }
    /** Lets something else happen first. */
    | { readonly does: 'wait-for'; readonly what: () => Promise<void> | void }
  );

export function meets({ method, path }: Meets, request: { readonly method: string; readonly path: string }): boolean {
  return (method === undefined || method === request.method) && (path === undefined || path.test(request.path));
}
