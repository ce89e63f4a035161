import type { Child } from 'hono/jsx';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly errors?: readonly string[] | undefined;
  readonly required?: boolean;
  readonly children: Child;
}

/** A labelled control with its hint, and what is wrong with it beside it. The control's id is the field's name. */
export function Field({ name, label, hint, errors = [], required = false, children }: FieldProps) {
  return (
    <div class="field" data-wrong={errors.length > 0 ? '' : undefined}>
      <label for={name}>
        {label}
        {required ? <span class="required"> required</span> : null}
      </label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      {errors.length > 0 ? (
        <p class="error" id={`${name}-error`} role="alert">
          {errors.join(' ')}
        </p>
      ) : null}
    </div>
  );
}

/** Ties a control to its hint and its error for those who do not see where they stand. */
export function describedBy(
  name: string,
  { hint, errors = [] }: { readonly hint?: string | undefined; readonly errors?: readonly string[] | undefined },
) {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(errors.length > 0 ? [`${name}-error`] : [])];
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(errors.length > 0 ? { 'aria-invalid': 'true' } : {}),
  };
}
