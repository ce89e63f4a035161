import { FoundryError } from '../../foundry-error.ts';

/** Rows or rules that cannot be turned into data: names the source, and what is wrong with it. */
export class DataRuleError extends FoundryError {
  readonly source: string;

  constructor(source: string, problem: string) {
    super('data-rule', `The data of ${source} cannot be made: ${problem}`, {
      mend: 'Go back to the scenario and ask for another draft of the sources, then generate the files anew.',
      retryable: false,
    });
    this.source = source;
  }
}
