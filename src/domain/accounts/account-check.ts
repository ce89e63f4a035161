/** What was looked at before any work, and what came of it. Plain data for a table; never a secret. */
export interface AccountCheck<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** `unknown`: cannot be seen now; the sentence says what will prove it. */
  readonly state: 'ok' | 'failed' | 'unknown';
  readonly sentence: string;
  readonly mend?: string;
  /** Where a person looks or mends. */
  readonly link?: string;
  /** Of a template: the commit that would be read. */
  readonly commit?: string;
}

/** What came of a look, before it has a name. */
export type Found = Omit<AccountCheck, 'id' | 'title'>;
