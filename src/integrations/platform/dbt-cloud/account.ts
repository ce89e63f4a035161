import { z } from 'zod';
import type { Calls } from './calls.ts';
import { DbtCloudError, isDbtCloudError } from './dbt-cloud-error.ts';

/** The account as far as a demo cares. */
export interface DbtCloudAccount {
  readonly id: number;
  readonly name: string;
  /** The service's word for the plan, such as `enterprise_2025`; empty where it says none. */
  readonly plan: string;
  readonly locked: boolean;
  /** How many runs may go on at once; null where it does not say. */
  readonly runSlots: number | null;
}

/** `unknown`: the plan's name does not tell, or the account does not let it be read. */
export type HasFeature = 'yes' | 'no' | 'unknown';

export interface PlanFeatures {
  readonly semanticLayer: HasFeature;
  readonly advancedCi: HasFeature;
}

const account = z.object({
  id: z.number(),
  name: z.string().nullish(),
  plan: z.string().nullish(),
  locked: z.boolean().nullish(),
  run_slots: z.number().nullish(),
});

/** Reads the account; it must be among those that the token sees. */
export async function readAccount({ read, accountId, host }: Calls): Promise<DbtCloudAccount> {
  // This list is what the Terraform provider looks at first, too.
  const accounts = await read('/v2/accounts/', z.array(account));
  const mine = accounts.find(({ id }) => id === accountId);
  if (!mine) {
    throw new DbtCloudError(
      'dbt-cloud-account-missing',
      `The token is valid at ${host.name} but does not see the account ${accountId}.`,
    );
  }
  const { name, plan, locked, run_slots } = mine;
  return { id: accountId, name: name ?? '', plan: plan ?? '', locked: locked ?? false, runSlots: run_slots ?? null };
}

/** What the account's plan has, from its name, and from the account's features where they can be read. */
export async function readFeatures({ read, accountId }: Calls, { plan }: DbtCloudAccount): Promise<PlanFeatures> {
  const features = await read(`/private/accounts/${accountId}/features/`, z.record(z.string(), z.unknown())).catch(
    (error: unknown) => {
      // Not part of the described interface: that it does not answer says nothing.
      if (isDbtCloudError(error)) return {};
      throw error;
    },
  );
  const advanced = (features as Record<string, unknown>)['advanced-ci'];
  return {
    semanticLayer: inPlan(plan, /^(enterprise|starter|team|usage|trial)/, /^(developer|free|cancelled)/),
    advancedCi:
      typeof advanced === 'boolean'
        ? advanced
          ? 'yes'
          : 'no'
        : inPlan(plan, /^enterprise/, /^(developer|free|team|starter|cancelled)/),
  };
}

function inPlan(plan: string, having: RegExp, lacking: RegExp): HasFeature {
  if (having.test(plan)) return 'yes';
  return lacking.test(plan) ? 'no' : 'unknown';
}
