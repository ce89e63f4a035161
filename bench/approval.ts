import { DrivenBuild } from '../test/setup/foundry/drive-build.ts';
import type { TestFoundry } from '../test/setup/foundry/foundry.ts';

const rounds = 5;
const pollMs = 5;

/** How long after an approval of a scenario was sent its rehearsed files could be seen, in seconds, once a round. */
export interface Approvals {
  /** The build asks for the review of the files. */
  readonly byQuery: readonly number[];
  /** The page lists them. */
  readonly byPage: readonly number[];
}

/** Approves the same scenario again and again, each time after the work ahead of the question is done. */
export async function measureApprovals(foundry: TestFoundry): Promise<Approvals> {
  const build = await DrivenBuild.start(foundry, 'bbenchagain3', { company: 'Acme & Söhne', industry: 'E-commerce' });
  const [byQuery, byPage]: [number[], number[]] = [[], []];
  for (let round = 0; round < 2 * rounds; round += 1) {
    await build.until('review-scenario');
    await build.untilQuiet();
    const sent = await build.decide({ kind: 'approve-scenario' });
    if (round % 2 === 0) {
      await build.until('review-files', pollMs);
      byQuery.push((performance.now() - sent) / 1000);
    } else {
      await untilListed(new URL(`/builds/${build.id}`, foundry.page));
      byPage.push((performance.now() - sent) / 1000);
      await build.until('review-files');
    }
    if (round + 1 < 2 * rounds) await build.rewindTo('draft-scenario');
  }
  await build.cancel();
  return { byQuery, byPage };
}

async function untilListed(page: URL): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; ) {
    const html = await (await fetch(page)).text();
    if (html.includes('dbt_project.yml')) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error('the page never listed the files');
}
