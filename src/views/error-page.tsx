import { Page } from './layout.tsx';

/** What went wrong, in a sentence, with a way on. */
export function ErrorPage({ status, sentence }: { readonly status: number; readonly sentence: string }) {
  return (
    <Page title="Something is wrong">
      <h1>{status === 404 ? 'Not found' : status === 410 ? 'Gone' : 'That did not work'}</h1>
      <p class="lead">{sentence}</p>
      <p>
        <a href="/">All demos</a>
      </p>
    </Page>
  );
}
