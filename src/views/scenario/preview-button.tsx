import { hx } from '../hx.ts';

interface PreviewButtonProps {
  /** Where the form's fields become prompts. */
  readonly post: string;
  /** The element of the page that they are shown in. */
  readonly id: string;
}

/** Shows what a model would be asked with the fields of the form around it, before anything is sent to one. */
export function PreviewButton({ post, id }: PreviewButtonProps) {
  return (
    <button
      type="button"
      class="small quiet"
      {...hx({ post, include: 'closest form', target: `#${id}`, swap: 'innerHTML', trigger: 'click' })}
    >
      Show the prompts first
    </button>
  );
}
