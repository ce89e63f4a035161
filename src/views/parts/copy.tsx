/** A line of text with a button that copies it. */
export function Copy({ text }: { readonly text: string }) {
  return (
    <span class="copy">
      <code>{text}</code>
      <button type="button" class="small quiet" data-copy={text} aria-label={`Copy ${text}`}>
        Copy
      </button>
    </span>
  );
}
