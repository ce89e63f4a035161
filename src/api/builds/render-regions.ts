import { buildRegions } from '../../views/build/regions.tsx';
import type { SeenBuild } from '../../views/build/seen-build.ts';
import type { Regions } from '../live/build-feed.ts';

/** The regions of a build's page as HTML, by the id of the element that each fills. */
export async function renderRegions(seen: SeenBuild): Promise<Regions> {
  const { news, ...regions } = buildRegions(seen);
  const named = Object.entries({ ...regions, 'news-place': news });
  return Object.fromEntries(await Promise.all(named.map(async ([id, region]) => [id, await htmlOf(region)] as const)));
}

/** Regions as one answer: each goes where its id is. */
export function asPartials(regions: Regions): string {
  return Object.entries(regions)
    .map(([id, html]) => `<hx-partial hx-target="#${id}" hx-swap="innerHTML">${html}</hx-partial>`)
    .join('\n');
}

/** A view as HTML; one that shows nothing is empty. */
export async function htmlOf(view: { toString(): string | Promise<string> } | null): Promise<string> {
  return view === null ? '' : String(await view.toString());
}
