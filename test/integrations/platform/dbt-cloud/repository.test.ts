import { describe, expect, it } from 'vitest';
import { seedDemo } from '../../../setup/dbt-cloud/seed-demo.ts';
import { marker, openAccount } from './opened.ts';

describe('waiting until dbt Cloud knows the repository', () => {
  it('looks and nudges until it has a name, and says so', async () => {
    const { cloud, client, lines } = await openAccount();
    cloud.state.seenAfterReads = 4;
    const { project, repository } = await seedDemo(cloud, marker);
    const before = cloud.requests.length;

    const known = await client.awaitRepository({ projectId: project, repositoryId: repository, pausesMs: [1] });

    expect(known).toEqual({ fullName: 'acme/acme-dbt-demo' });
    expect(cloud.requests.slice(before).map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
    expect(lines).toContainEqual(expect.stringMatching(/^Waiting until dbt Cloud knows the repository/));
    expect(cloud.unexpected).toEqual([]);
  });

  it('leaves the repository as it was linked', async () => {
    const { cloud, client } = await openAccount();
    cloud.state.seenAfterReads = 3;
    const { project, repository } = await seedDemo(cloud, marker);
    await client.awaitRepository({ projectId: project, repositoryId: repository, pausesMs: [1] });
    expect(cloud.state.repositories.get(repository)).toMatchObject({
      remote_url: 'git@github.com:acme/acme-dbt-demo.git',
      git_clone_strategy: 'github_app',
      github_installation_id: 31_337,
      state: 1,
    });
  });

  it('asks once where it is known already', async () => {
    const { cloud, client } = await openAccount();
    const { project, repository } = await seedDemo(cloud, marker);
    const before = cloud.requests.length;
    await client.awaitRepository({ projectId: project, repositoryId: repository });
    expect(cloud.requests).toHaveLength(before + 1);
  });

  it('gives up in bounded time and says what to look at', async () => {
    const { cloud, client } = await openAccount();
    cloud.state.seenAfterReads = 1_000;
    const { project, repository } = await seedDemo(cloud, marker);
    const wanted = { projectId: project, repositoryId: repository, pausesMs: [20], patienceMs: 100 };
    await expect(client.awaitRepository(wanted)).rejects.toMatchObject({
      code: 'dbt-cloud-repository-unknown',
      mend: expect.stringContaining('GitHub App'),
    });
  });
});
