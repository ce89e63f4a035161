import { FoundryError } from '../src/domain/foundry-error.ts';

/** Nobody has answered a question yet; its prompt lies ready. */
export class AnswerMissing extends FoundryError {
  readonly question: string;

  constructor(question: string) {
    super('answer-missing', `There is no answer to ${question}.`, {
      mend: 'Answer its prompt, then run the same again.',
      retryable: false,
    });
    this.question = question;
  }
}
