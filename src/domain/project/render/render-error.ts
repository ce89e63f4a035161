import { FoundryError } from '../../foundry-error.ts';

/** The pieces do not make up a project; `subject` is the model or source that lacks something. */
export class RenderError extends FoundryError {
  readonly subject: string;

  constructor(subject: string, reason: string) {
    super('project-incomplete', `${subject} cannot be rendered: ${reason}`, {
      mend: 'Go back to the scenario and generate the files anew.',
      retryable: false,
    });
    this.subject = subject;
  }
}
