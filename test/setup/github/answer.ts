/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const give = (body: unknown, status = 200): Answer => ({ status, body });
export const nothing: Answer = { status: 204 };

/** A refusal in GitHub's form. */
export class Refuse extends Error {
  readonly answer: Answer;
  constructor(status: number, message: string, errors?: readonly object[], headers: Record<string, string> = {}) {
    super(message);
    const body = {
      message,
      ...(errors ? { errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: `${status}`,
    };
    this.answer = { status, body, headers };
  }
}

export const notFound = () => new Refuse(404, 'Not Found');
export const isEmpty = () => new Refuse(409, 'Git Repository is empty.');
export const invalid = (resource: string, field: string, message: string) =>
  new Refuse(422, 'Validation Failed', [{ resource, field, code: 'custom', message }]);
