import { beforeAll, describe, expect, it } from 'vitest';
import { runResultsOf } from '../../../../src/integrations/platform/dbt-cloud/run-outcome.ts';
import { type DescribedOperation, readDescriptions } from '../../../setup/dbt-cloud/descriptions.ts';
import { routes } from '../../../setup/dbt-cloud/route.ts';
import { ask, seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import type { DbtCloud, SeenRequest } from '../../../setup/dbt-cloud/stand-in.ts';
import { marker, openAccount } from './opened.ts';
import { walkEveryRoute } from './walk-every-route.ts';

const folder = process.env.DBT_CLOUD_DESCRIPTIONS;
if (!folder) {
  console.warn(
    'The stand-in of dbt Cloud is not held against the published descriptions: set DBT_CLOUD_DESCRIPTIONS to the folder ' +
      'with dbt-cloud-openapi-v2.yaml and dbt-cloud-openapi-v3.yaml of the repository dbt-labs/dbt-cloud-openapi-spec.',
  );
}

/** Asked for by the Terraform provider or by people's tokens, and in no description. */
const undescribed = [
  'GET /private/accounts/{}/features/',
  'GET /v2/integrations/github/installations/',
  'POST /v3/accounts/{}/projects/{}/semantic-layer-configurations/',
  'GET /v3/accounts/{}/projects/{}/semantic-layer-configurations/{}/',
  'POST /v3/accounts/{}/projects/{}/semantic-layer-configurations/{}/',
  'DELETE /v3/accounts/{}/projects/{}/semantic-layer-configurations/{}/',
  'POST /v3/accounts/{}/semantic-layer-credentials/',
  'GET /v3/accounts/{}/semantic-layer-credentials/{}/',
  'POST /v3/accounts/{}/semantic-layer-credentials/{}/',
  'DELETE /v3/accounts/{}/semantic-layer-credentials/{}/',
];

/** Where the Terraform provider, which works, contradicts the description. */
const contradicted = [
  // The list is described as a single entry; the provider reads a list.
  'answer: GET /v3/accounts/{}/connections/',
  // Only the id and what changes, as a patch is, where the description asks for whole credentials.
  'request: PATCH /v3/accounts/{}/projects/{}/credentials/{}/',
  // The list is described as a single entry; the provider reads a list.
  'answer: GET /v3/accounts/{}/projects/{}/profiles/',
  // One variable's values by environment, where the description has a list of variables.
  'request: POST /v3/accounts/{}/projects/{}/environment-variables/bulk/',
  // One outcome, where the description has a list of them; the provider reads no list.
  'answer: POST /v3/accounts/{}/projects/{}/environment-variables/bulk/',
];

describe.skipIf(!folder)('the stand-in of dbt Cloud, held against the published descriptions', () => {
  let operations: DescribedOperation[];
  beforeAll(async () => {
    operations = await readDescriptions(folder ?? '');
  });
  const describedAs = (method: string, path: string) =>
    operations.find((each) => each.method === method && plain(each.path) === path);

  it('has described routes only, but for those that are known not to be', () => {
    const strange = routes.filter(({ method, path }) => !describedAs(method, plain(path)));
    expect(strange.map(({ method, path }) => `${method} ${plain(path)}`).sort()).toEqual([...undescribed].sort());
  });

  it('takes described query parameters only', () => {
    const strange = routes.flatMap(({ method, path, query = [] }) => {
      const described = describedAs(method, plain(path));
      return described ? query.filter((name) => !described.query.includes(name)).map((name) => `${path} ${name}`) : [];
    });
    expect(strange).toEqual([]);
  });

  it('answers as described, on every route', async () => {
    const { cloud } = await openAccount();
    await walkEveryRoute(cloud);
    expect(cloud.unexpected).toEqual([]);
    const walked = new Set(exchangesOf(cloud).map(({ operation }) => operation));
    const missed = routes.map(({ method, path }) => `${method} ${plain(path)}`).filter((each) => !walked.has(each));
    expect(missed).toEqual([]);
    const problems = problemsOf(cloud);
    expect(problems.filter((problem) => !isContradicted(problem))).toEqual([]);
    expect(contradicted.filter((each) => !problems.some((problem) => problem.startsWith(`${each} `)))).toEqual([]);
  });

  it('is asked as described by the client', async () => {
    const { cloud, client } = await openAccount();
    cloud.state.seenAfterReads = 3;
    const demo = await seedDemo(cloud, marker);
    const before = cloud.requests.length;
    const account = await client.account();
    await client.features(account);
    await client.awaitRepository({ projectId: demo.project, repositoryId: demo.repository, pausesMs: [1] });
    const wanted = { jobId: demo.jobs.load, cause: marker, gitBranch: 'next-day', steps: ['dbt seed'] };
    const { id } = await client.trigger({ ...wanted, generateDocs: false, timeoutSeconds: 600 });
    await client.awaitRun({ runId: id, pausesMs: [1] });
    const judged = { job: 'load', subject: null, landed: null, promised: '', seen: '', asPromised: true } as const;
    runResultsOf(await client.outcome(id), judged);
    await client.setScheduled(demo.jobs.production, false);
    const told = { number: 7, branch: 'change/x', commit: 'c0ffee' };
    cloud.tellOfPullRequest(demo.project, told);
    await client.trigger({ jobId: demo.jobs.ci, cause: 'ci', pullRequest: 7, gitSha: told.commit, schema: 'pr_7' });
    expect(await client.runsOfPullRequest(demo.jobs.ci, told)).toHaveLength(2);
    cloud.state.runPlan = () => ({ ends: 'error' });
    const failing = await client.trigger({ jobId: demo.jobs.ci, cause: marker });
    await client.retry(await client.awaitRun({ runId: failing.id, pausesMs: [1] }));
    await client.cancel((await client.trigger({ jobId: demo.jobs.production, cause: marker })).id);
    await client.remove(await client.inventory(marker));
    expect(cloud.unexpected).toEqual([]);
    expect(problemsOf(cloud, before).filter((problem) => !isContradicted(problem))).toEqual([]);
  });

  it('refuses in the form that the descriptions give a status', async () => {
    const { cloud } = await openAccount();
    await ask(cloud, 'GET', `/v3/accounts/${cloud.accountId}/projects/1/`).catch(() => {});
    await ask(cloud, 'POST', `/v3/accounts/${cloud.accountId}/projects/`, { name: '' }).catch(() => {});
    // Refusals are not described; their `status` is that of every answer.
    const projects = describedAs('GET', '/v3/accounts/{}/projects/');
    for (const { answer } of cloud.requests) {
      const extra = { filters: {}, order_by: 'id', pagination: { count: 0, total_count: 0 } };
      const { status } = Object(answer?.body);
      expect(projects?.answers.get(200)?.({ data: [], extra, status })).toBe(true);
    }
    expect(cloud.requests.map(({ answer }) => answer?.status)).toEqual([404, 400]);
  });

  /** Everything said or asked that does not fit, in words; in the order of the walk, each operation once. */
  function problemsOf(cloud: DbtCloud, from = 0): string[] {
    const problems = new Map<string, string>();
    for (const { operation, seen } of exchangesOf(cloud, from)) {
      const [method = '', path = ''] = operation.split(' ');
      const described = describedAs(method, path);
      if (!described) continue;
      const { body } = described;
      if (body && !body(seen.body ?? {}))
        problems.set(`request: ${operation}`, JSON.stringify(body.errors?.slice(0, 3)));
      const status = seen.answer?.status ?? 0;
      const answer = described.answers.get(status);
      if (!described.answers.has(status)) problems.set(`status: ${operation}`, `${status} is not described`);
      else if (answer && !answer(seen.answer?.body))
        problems.set(`answer: ${operation}`, JSON.stringify(answer.errors?.slice(0, 3)));
    }
    return [...problems].map(([operation, problem]) => `${operation} ${problem}`);
  }
});

/** What was asked and answered well, by the operation that it was of. */
function exchangesOf(cloud: DbtCloud, from = 0): { operation: string; seen: SeenRequest }[] {
  return cloud.requests.slice(from).flatMap((seen) => {
    if ((seen.answer?.status ?? 500) >= 400) return [];
    const route = routes.find(
      ({ method, path }) =>
        method === seen.method && new RegExp(`^${path.replace(/:\w+/g, '\\d+').replace('*', '.+')}$`).test(seen.path),
    );
    return route ? [{ operation: `${route.method} ${plain(route.path)}`, seen }] : [];
  });
}

function isContradicted(problem: string): boolean {
  return contradicted.some((each) => problem.startsWith(`${each} `));
}

/** A path without the names of what varies, of a route or of a description. */
function plain(path: string): string {
  return path.replace(/:\w+|\{\w+\}|\*/g, '{}');
}
