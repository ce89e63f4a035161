import { Context } from '@temporalio/activity';
import { FoundryError } from '../domain/foundry-error.ts';
import { estimatePrice } from '../integrations/ai/prices.ts';
import type { ProviderContext, Spent } from '../integrations/ai/provider.ts';
import type { Records } from '../integrations/records/records.ts';
import type { StepContext } from './as-step.ts';

/** A build has used up the tokens that it may use. */
export class BudgetSpent extends FoundryError {
  constructor(used: number, budget: number) {
    super(
      'ai-budget-spent',
      `This build has used ${count(used)} tokens, and ${count(budget)} is the most that a build may use.`,
      { mend: 'Raise AI_TOKEN_BUDGET and try again, or go on without what this step would write.', retryable: false },
    );
  }
}

/** What the ledger needs to know. */
export interface LedgerSettings {
  readonly records: Records;
  /** The most tokens of a build, read and written together, whether work was asked for or done ahead. */
  readonly tokenBudget: number;
  /** The build whose workflow has this id. */
  buildOf(workflowId: string): string;
}

/**
 * Gives a step that asks models an account: every call is kept with its build and its estimated price, and none is
 * begun once the build's calls have come to its budget.
 */
export function withLedger<Input, Output>(
  { records, tokenBudget, buildOf }: LedgerSettings,
  step: (input: Input, context: StepContext & ProviderContext) => Promise<Output>,
): (input: Input, context: StepContext) => Promise<Output> {
  return (input, context) => {
    const { info } = Context.current();
    const { workflowId = '', runId = '' } = info.workflowExecution ?? {};
    const buildId = buildOf(workflowId);
    let calls = 0;
    return step(input, {
      ...context,
      async mayAsk() {
        const used = (await records.sumModelCalls([buildId])).get(buildId)?.usage;
        const tokens = used ? used.inputTokens + used.outputTokens : 0;
        if (tokens >= tokenBudget) throw new BudgetSpent(tokens, tokenBudget);
      },
      async spent({ task, subject, model, usage }: Spent) {
        calls += 1;
        const estimate = estimatePrice(usage, model);
        await records.addModelCall({
          buildId,
          callId: [runId, info.activityId, info.attempt, calls].join(':'),
          at: new Date().toISOString(),
          step: info.activityType,
          task,
          subject,
          model,
          usage,
          price: estimate && { amount: estimate.amount, currency: estimate.currency },
        });
      },
    });
  };
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
