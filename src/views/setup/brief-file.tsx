import { describedBy, Field } from '../parts/field.tsx';

interface BriefFileProps {
  readonly pasted?: { readonly text: string; readonly errors: readonly string[] };
}

/** A brief that somebody has as a YAML file: pasted or uploaded, then shown in the form. */
export function BriefFile({ pasted = { text: '', errors: [] } }: BriefFileProps) {
  const { text, errors } = pasted;
  return (
    <details class="group" open={errors.length > 0}>
      <summary>I have a brief file (YAML)</summary>
      <form method="post" action="/builds/brief-file" enctype="multipart/form-data">
        <Field name="yaml" label="Paste it" errors={errors}>
          <textarea id="yaml" name="yaml" rows={8} class="code" spellcheck={false} {...describedBy('yaml', { errors })}>
            {`\n${text}`}
          </textarea>
        </Field>
        <Field name="file" label="or choose a file">
          <input type="file" id="file" name="file" accept=".yaml,.yml,.json,text/yaml" />
        </Field>
        <button type="submit" class="quiet">
          Fill in the form
        </button>
      </form>
    </details>
  );
}
