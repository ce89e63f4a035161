import { describedBy, Field } from '../parts/field.tsx';

interface KeyFieldProps {
  readonly hint: string;
  readonly errors?: readonly string[] | undefined;
  /** Whether there is anybody to keep a key that is entered. */
  readonly keeping: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Where a key is entered. It is drawn empty, always: what was typed into it is never sent back. */
export function KeyField({ hint, errors, keeping, attributes = {} }: KeyFieldProps) {
  return (
    <Field name="api_key" label="Key" hint={hint} errors={errors}>
      {keeping ? (
        <input
          type="password"
          id="api_key"
          name="api_key"
          autocomplete="off"
          spellcheck={false}
          {...describedBy('api_key', { hint, errors })}
          {...attributes}
        />
      ) : null}
    </Field>
  );
}
