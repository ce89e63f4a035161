import type { Child } from 'hono/jsx';

interface PageProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children?: Child;
}

/** Every page: head, the way home, the content. Scripts and styles are files, as the content policy asks. */
export function Page({ title, wide = false, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* History entries are reloaded: a page that was left may be long out of date. */}
        <meta name="htmx-config" content='{"history":"reload","includeIndicatorCSS":false,"defaultTimeout":20000}' />
        <title>{`${title} · Demo Foundry`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        {/* Not deferred: htmx would start between the two, and a page would now and then have no event stream. */}
        <script src="/assets/htmx.js" />
        <script src="/assets/hx-sse.js" />
        <script src="/assets/client.js" defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="brand" href="/">
            <img src="/assets/icon.svg" alt="" width="22" height="22" /> Demo Foundry
          </a>
          <nav aria-label="Main">
            <a href="/">Demos</a>
            <a class="button small" href="/builds/new">
              New demo
            </a>
          </nav>
        </header>
        <main id="main" class={wide ? 'wide' : undefined}>
          {children}
        </main>
      </body>
    </html>
  );
}
