/** Prose with its line ends kept as paragraphs. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </>
  );
}

/** Names in a row, each as code. */
export function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      {names.map((name, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <code>{name}</code>
        </>
      ))}
    </>
  );
}
