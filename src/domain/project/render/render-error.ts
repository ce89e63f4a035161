/** The pieces do not make up a project; `subject` is the model or source that lacks something. */
export class RenderError extends Error {
  readonly code = 'project-incomplete';
  readonly subject: string;

  constructor(subject: string, reason: string) {
    super(`${subject} cannot be rendered: ${reason}`);
    this.name = 'RenderError';
    this.subject = subject;
  }
}
