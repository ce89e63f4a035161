import { builtinProvider, type OfferedProviders, type OfferedVendor } from '../../domain/build/provider-choice.ts';
import { hx } from '../hx.ts';
import { describedBy, Field } from '../parts/field.tsx';
import type { FieldErrors } from './brief-fields.ts';
import { KeyField } from './key-field.tsx';

export interface ProviderProps {
  readonly offered: OfferedProviders;
  /** What stands in the form. Never the key. */
  readonly chosen: { readonly provider: string; readonly model: string };
  readonly errors: FieldErrors;
  /** Whether a key can be entered: somebody keeps it. */
  readonly keeping: boolean;
}

/** What writes the demo: nobody but the blueprints, or a vendor's model with a key. */
export function ProviderFields(props: ProviderProps) {
  const { offered, chosen, errors, keeping } = props;
  const vendor = offered.vendors.find(({ id }) => id === chosen.provider);
  const hint = `Preset by ${offered.presetSetting}. You review everything, whoever wrote it.`;
  return (
    <fieldset id="provider-fields">
      <legend>Who writes it</legend>
      <Field name="provider" label="Provider" hint={hint} errors={errors.provider}>
        <select
          id="provider"
          name="provider"
          {...describedBy('provider', { hint, errors: errors.provider })}
          {...hx({
            post: '/builds/provider',
            trigger: 'change',
            target: '#provider-fields',
            swap: 'outerHTML',
            include: 'closest form',
          })}
        >
          <option value={builtinProvider} selected={!vendor}>
            Built in: from blueprints, without a model or a key
          </option>
          {offered.vendors.map(({ id, title }) => (
            <option value={id} selected={id === vendor?.id}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      {vendor ? <VendorFields {...props} vendor={vendor} keeping={keeping} /> : null}
    </fieldset>
  );
}

/** The key comes first: which models there are hangs on it. */
function VendorFields({ vendor, chosen, errors, keeping }: ProviderProps & { readonly vendor: OfferedVendor }) {
  // With a key of the service's own, the list is fetched as soon as the form is seen.
  const look = hx({ post: '/builds/models', trigger: 'load', target: '#models', include: 'closest form' });
  return (
    <>
      <KeyField
        hint={keyHint(vendor, keeping)}
        errors={errors.api_key}
        keeping={keeping}
        attributes={hx({
          post: '/builds/models',
          trigger: 'change',
          target: '#models',
          include: 'closest form',
          sync: 'replace',
        })}
      />
      <div id="models" {...(vendor.hasKey && !errors.api_key ? look : {})}>
        <ModelField vendor={vendor} model={chosen.model} errors={errors.model} />
      </div>
    </>
  );
}

function keyHint({ title, settings, hasKey }: OfferedVendor, keeping: boolean): string {
  if (!keeping) return `The service’s own ${title} key is used: ${settings.key}${hasKey ? '' : ', which is not set'}.`;
  const own = hasKey
    ? `Empty means the service’s own (${settings.key}).`
    : `Or set ${settings.key} and start the service again.`;
  return `For this demo alone, and kept in memory only. ${own}`;
}

interface ModelProps {
  readonly vendor: OfferedVendor;
  readonly model: string;
  /** What the key may use, newest first; without it the model is typed. */
  readonly models?: readonly string[];
  readonly errors?: readonly string[] | undefined;
}

export function ModelField({ vendor, model, models = [], errors }: ModelProps) {
  const chosen = model || vendor.model;
  const hint = `Preset by ${vendor.settings.model}.${models.length > 0 ? '' : ' The list appears with a key that works.'}`;
  const about = describedBy('model', { hint, errors });
  // One that was typed or set stays, listed or not.
  const listed = models.includes(chosen) ? models : [chosen, ...models];
  return (
    <Field name="model" label="Model" hint={hint} errors={errors}>
      {models.length > 0 ? (
        <select id="model" name="model" {...about}>
          {listed.map((id) => (
            <option value={id} selected={id === chosen}>
              {id}
            </option>
          ))}
        </select>
      ) : (
        <input id="model" name="model" value={chosen} spellcheck={false} autocomplete="off" {...about} />
      )}
    </Field>
  );
}

/** What came of looking at the key: the models that it may use, or what is wrong with it. */
export function KeyAnswer({ wrong, title }: { readonly wrong?: string | undefined; readonly title: string }) {
  return wrong === undefined ? (
    <p class="key-answer hint" role="status">
      {title} takes this key.
    </p>
  ) : (
    <p class="key-answer error" role="alert">
      {wrong}
    </p>
  );
}
