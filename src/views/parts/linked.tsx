import { Elsewhere } from './elsewhere.tsx';

/** A text whose addresses can be followed. */
export function Linked({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split(/(https?:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]…])/)
        .map((piece, index) => (index % 2 === 1 ? <Elsewhere url={piece}>{piece}</Elsewhere> : piece))}
    </>
  );
}
