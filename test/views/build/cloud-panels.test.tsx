import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../src/api/builds/render-regions.ts';
import type { StepName } from '../../../src/domain/build/phase.ts';
import type { BuildState } from '../../../src/domain/build/state.ts';
import { AccountsPanel } from '../../../src/views/build/accounts-panel.tsx';
import { CloudProvisionPanel } from '../../../src/views/build/cloud-provision-panel.tsx';
import { FailedPanel } from '../../../src/views/build/failed-panel.tsx';
import { ReviewPlanPanel } from '../../../src/views/build/review-plan-panel.tsx';
import { PlanPreview } from '../../../src/views/terraform/plan-preview.tsx';
import { checks, cloud, cloudPreview, inCloud, infrastructure, offered, onGitHub, plan } from '../fixtures/cloud.ts';
import { aSnapshot } from '../fixtures/reports.ts';
import { aDigest, aStep, asking } from '../fixtures/states.ts';

const failed = (name: StepName, code: string) =>
  aStep(name, { status: 'failed', failure: { code, sentence: 'It failed.', mend: 'Mend it.' } });

describe('a step that lacks something of the accounts', () => {
  const panel = (name: StepName, code: string, over: Partial<BuildState> = {}, keeping = true) => {
    const step = failed(name, code);
    const state = asking('accounts', { target: 'dbt-cloud', steps: [step], ...over }, step);
    return htmlOf(<AccountsPanel state={state} checks={checks} offered={offered} keeping={keeping} />);
  };

  it('lists what was found, the failed first, with the way to mend it', async () => {
    const html = await panel('check-accounts', 'accounts-not-ready', { phase: 'setup' });
    expect(html.indexOf('GitHub refused the token')).toBeLessThan(html.indexOf('Terraform 1.13.4'));
    expect(html).toMatch(/<details open="">.*What was found/s);
    expect(html).toContain('href="https://github.example.com/settings/tokens"');
    expect(html).toContain('Go on anyway');
    expect(html).not.toContain('Roll back');
  });

  it('can be rolled back where something was made, and not gone on without where the demo needs it', async () => {
    const html = await panel('apply-infrastructure', 'account-secret-lost', { ...onGitHub, phase: 'provisioning' });
    expect(html).toContain('repository petal-pine-dbt-demo');
    expect(html).toContain('Yes, remove what was made');
    expect(html).not.toContain('value="skip"');
    expect(html).toMatch(/<details>.*The last look at the accounts/s);
  });

  it('takes no secret where nobody keeps one, and says which setting holds it', async () => {
    const html = await panel('check-accounts', 'accounts-not-ready', {}, false);
    expect(html).not.toContain('type="password"');
    expect(html).toContain('Set DBT_CLOUD_SERVICE_TOKEN for the service.');
    expect(html).toContain('name="github_owner"');
  });
});

describe('a step that failed in dbt Cloud', () => {
  const panel = (name: StepName, over: Partial<BuildState>) => {
    const step = failed(name, 'terraform-failed');
    const state = asking('step-failed', { ...onGitHub, steps: [step], ...over }, step);
    return htmlOf(<FailedPanel state={state} offered={offered} keeping />);
  };

  it('says what was made with links to it, and takes other values', async () => {
    const html = await panel('await-repository', { phase: 'provisioning', infrastructure });
    expect(html).toContain(`href="${infrastructure.urls.project}"`);
    expect(html).toContain('href="https://github.example.com/acme/petal-pine-dbt-demo"');
    expect(html).toContain('value="enter-accounts"');
  });

  it('shows the run that it ended with, and follows the addresses in its words', async () => {
    const run = { ...cloud.run, status: 'red', asPromised: false } as const;
    const step = failed('run-production', 'run-not-as-promised');
    const said = { ...step, failure: { code: 'a', sentence: 'It failed.', mend: 'See https://example.com/a?b=1.' } };
    const state = asking('step-failed', { ...inCloud, phase: 'running', steps: [said], runs: [run] }, said);
    const html = await htmlOf(<FailedPanel state={state} offered={offered} keeping />);
    expect(html).toContain(`href="${run.url}"`);
    expect(html).toContain('hx-get="/builds/babcdefghijk/runs/production-2"');
    expect(html).toContain(
      '<a href="https://example.com/a?b=1" target="_blank" rel="noreferrer">https://example.com/a?b=1</a>.',
    );
  });

  it('asks for no accounts where it works on files, or on this machine', async () => {
    expect(await panel('rehearse', { phase: 'files' })).not.toContain('enter-accounts');
    expect(await panel('publish-repository', { phase: 'repository', target: 'local' })).not.toMatch(
      /enter-accounts|Roll back/,
    );
  });
});

describe('a plan that waits', () => {
  const panel = (reasons: typeof plan.reasons) =>
    htmlOf(
      <ReviewPlanPanel
        state={asking('review-plan', { ...onGitHub, phase: 'provisioning' })}
        plan={{ ...plan, reasons }}
        preview={cloudPreview}
      />,
    );

  it.each([
    ['deletes', 'It would remove: job old.'],
    ['replaces', 'It would remove and make anew, under other ids: job old.'],
    ['gone', 'Somebody removed in dbt Cloud what the demo had, and it would be made again: job old.'],
    ['not-found', 'It said: dbtcloud_job.old'],
  ] as const)('says why in words: %s', async (kind, words) => {
    expect(await panel([{ kind, about: ['dbtcloud_job.old'] }])).toContain(words);
  });

  it('shows every field, and of a secret only that it is one', async () => {
    const html = await panel(plan.reasons);
    expect(html).toContain('3 to make, 1 to remove.');
    expect(html).toMatch(/<code>execute_steps<\/code>.*dbt build --exclude config\.schema:raw/s);
    expect(html).toMatch(/<code>private_key_wo<\/code><\/td><td><span class="quiet">secret, not shown/);
  });
});

describe('provisioning', () => {
  const panel = (over: Partial<BuildState>, kind: 'provision' | 'live-unprovisioned' = 'provision') =>
    htmlOf(
      <CloudProvisionPanel
        state={asking(kind, { ...onGitHub, ...over })}
        snapshot={aSnapshot(aDigest('1'), aDigest('2'))}
        preview={over.plan && cloudPreview}
        offered={offered}
        keeping
      />,
    );

  it('says that there is no preview where its plan was left out', async () => {
    expect(await panel({})).toContain('There is no preview');
    expect(await panel({ plan })).toContain('The plan: 3 to make, 1 to remove');
  });

  it('says what it is made with, where that comes from, and what is missing', async () => {
    const access = { values: { dbt_cloud_account_id: '11' }, secrets: { dbt_cloud_token: `key-${'a'.repeat(26)}` } };
    const html = await panel({ access });
    expect(html).toMatch(/<dt>GitHub user or organisation<\/dt><dd><code>acme-demos<\/code>.*?from DEFAULT_GITHUB_ORG/);
    expect(html).toMatch(/<dt>dbt Cloud account<\/dt><dd><code>11<\/code>.*?entered for this demo/);
    expect(html).toMatch(/<dt>GitHub token<\/dt><dd>there.*?from GITHUB_TOKEN/);
    expect(html).toMatch(/Missing[^<]*GitHub App installation, Account, .*Private key or Password/);
    expect(html).not.toContain('key-aaaa');
  });

  it('can be put off once, and is offered again later', async () => {
    expect(await panel({})).toContain('Not now');
    const later = await panel({ phase: 'live' }, 'live-unprovisioned');
    expect(later).not.toContain('Not now');
    expect(later).toContain('value="provision"');
    expect(later).toContain('Make it by hand instead');
    expect(later).toContain('value="tear-down"');
    expect(later).toContain('value="extend"');
  });

  it('says that the Semantic Layer comes later, where the demo has metrics', async () => {
    const outline = (hasMetrics: boolean) => ({ title: 'A', incidents: [], changes: [], hasMetrics });
    expect(await panel({ plan, outline: outline(true) })).toContain('The Semantic Layer comes later');
    expect(await panel({ plan, outline: outline(false) })).not.toContain('The Semantic Layer comes later');
  });

  it('calls the button to leave it by the name that it has', async () => {
    const html = await panel({});
    expect(html).toContain('Press “Not now” above');
    expect(html).toMatch(/<button[^>]*>Not now</);
  });

  it('leaves out of what is made the fields that nobody set, and says why one has none', async () => {
    const value = (path: string, value: unknown) => ({ path, after: { kind: 'value' as const, value } });
    const preview = {
      digest: 'd',
      items: [
        {
          ...{ address: 'dbtcloud_job.load', type: 'dbtcloud_job', action: 'create' as const },
          fields: [value('name', 'Load'), value('description', ''), value('schedule_interval', 1)],
        },
        {
          ...{ address: 'dbtcloud_project_repository.demo', type: 'dbtcloud_project_repository' },
          ...{ action: 'create' as const, fields: [] },
        },
      ],
    };
    const html = await htmlOf(<PlanPreview preview={preview} />);
    expect(html).not.toMatch(/schedule_interval|description|No field of it changes/);
    expect(html).toContain('known once the others are made');
  });

  it('begins with the options that were chosen before', async () => {
    const html = await panel({ infrastructureOptions: { threads: 5 }, environment: inCloud.environment as never });
    expect(html).toMatch(/name="threads"[^>]*value="5"/);
    expect(html).toMatch(/name="dbt_version"[^>]*placeholder="latest"/);
  });
});
