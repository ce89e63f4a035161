import { describedBy, Field } from '../parts/field.tsx';
import type { BriefFields, FieldErrors } from './brief-fields.ts';

export interface FormProps {
  readonly fields: BriefFields;
  readonly errors: FieldErrors;
}

interface ControlProps extends FormProps {
  readonly name: keyof BriefFields;
  readonly label: string;
  readonly hint?: string;
}

interface TextProps extends ControlProps {
  readonly type?: 'text' | 'number' | 'date';
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly min?: number;
  readonly max?: number;
}

export function TextControl({ fields, errors, name, label, hint, required = false, ...rest }: TextProps) {
  const about = { hint, errors: errors[name] };
  return (
    <Field name={name} label={label} required={required} {...(hint ? { hint } : {})} errors={errors[name]}>
      <input id={name} name={name} value={fields[name] ?? ''} {...describedBy(name, about)} {...rest} />
    </Field>
  );
}

export function TextArea({ fields, errors, name, label, hint, rows }: ControlProps & { readonly rows: number }) {
  const about = { hint, errors: errors[name] };
  return (
    <Field name={name} label={label} {...(hint ? { hint } : {})} errors={errors[name]}>
      <textarea id={name} name={name} rows={rows} {...describedBy(name, about)}>
        {/* HTML drops the first line end of a text area. */}
        {`\n${fields[name] ?? ''}`}
      </textarea>
    </Field>
  );
}

interface ChoiceProps extends ControlProps {
  readonly choices: readonly (readonly [value: string, label: string, unavailable?: boolean])[];
}

export function Choice({ fields, errors, name, label, hint, choices }: ChoiceProps) {
  const about = { hint, errors: errors[name] };
  return (
    <Field name={name} label={label} {...(hint ? { hint } : {})} errors={errors[name]}>
      <select id={name} name={name} {...describedBy(name, about)}>
        {choices.map(([value, text, unavailable = false]) => (
          <option value={value} selected={fields[name] === value && !unavailable} disabled={unavailable}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Tick({ fields, name, label, hint }: ControlProps) {
  return (
    <div class="field tick">
      <input type="checkbox" id={name} name={name} checked={fields[name] === 'on'} {...describedBy(name, { hint })} />
      <label for={name}>{label}</label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
