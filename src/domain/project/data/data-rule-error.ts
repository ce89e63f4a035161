/** Rows or rules that cannot be turned into data: names the source, and what is wrong with it. */
export class DataRuleError extends Error {
  readonly code = 'data-rule';
  readonly source: string;

  constructor(source: string, problem: string) {
    super(`The data of ${source} cannot be made: ${problem}`);
    this.name = 'DataRuleError';
    this.source = source;
  }
}
