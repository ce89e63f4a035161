import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlOf } from '../../src/api/builds/render-regions.ts';
import { readStyleSheet } from '../../src/api/style-sheet.ts';
import { ChecksTable } from '../../src/views/accounts/checks-table.tsx';
import { RunList } from '../../src/views/build/run-list.tsx';
import { checks, cloud, inCloud } from './fixtures/cloud.ts';
import { everyPage } from './fixtures/pages.tsx';
import { aScenario } from './fixtures/scenario.ts';
import { aState } from './fixtures/states.ts';

const chrome = process.env.CHROMIUM ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(chrome))('on a phone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chrome, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** What is shown, with the page's own style, at the width of a phone. */
  async function shown(html: string) {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.setContent(html);
    await page.addStyleTag({ content: await readStyleSheet() });
    return page;
  }

  it('the checks of the accounts are not cut off', async () => {
    const page = await shown(await htmlOf(<ChecksTable checks={checks} />));
    const scroll = page.locator('.scroll');
    expect(await scroll.evaluate((place) => place.scrollWidth - place.clientWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('no page is wider than the screen', async () => {
    const long = 'As many words as somebody says in a sentence on a call, none of them longer than words are';
    const pages = everyPage(await aScenario(), long);
    const wide: string[] = [];
    for (const [name, content] of Object.entries(pages)) {
      const page = await shown(await htmlOf(<main class="wide">{content}</main>));
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (Number(beyond) > 0) wide.push(`${name}: ${beyond}`);
      await page.close();
    }
    expect(wide).toEqual([]);
  }, 120_000);

  it('a run shows that it opens', async () => {
    const page = await shown(await htmlOf(<RunList state={aState(inCloud)} runs={[cloud.run]} />));
    const sign = () => page.evaluate(`getComputedStyle(document.querySelector('summary'), '::before').content`);
    expect(await sign()).toContain('▸');
    await page.locator('summary').click();
    expect(await sign()).toContain('▾');
    await page.close();
  });
});
