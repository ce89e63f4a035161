import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { KeyAnswer, ModelField, ProviderFields } from '../../views/setup/provider-fields.tsx';
import { answerPart } from '../answer-page.tsx';
import { notFound } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';
import { readForm } from '../setup/read-form.ts';

/** Parts of the setup form that hang on what was chosen: a vendor's fields, and the models that a key may use. */
export function providerRoutes(context: AppContext): Hono {
  const { providers, checkAccess, vault } = context;
  const vendorOf = (id: string | undefined) => providers.vendors.find((vendor) => vendor.id === id);
  // The whole form comes along, notes included.
  const limited = bodyLimit({ maxSize: 3_000_000 });

  return new Hono()
    .post('/builds/provider', limited, async (c: Context) => {
      const { provider } = await readForm(c);
      const chosen = { provider: provider.provider ?? providers.preset, model: '' };
      return answerPart(
        c,
        <ProviderFields offered={providers} chosen={chosen} errors={{}} keeping={vault !== undefined} />,
      );
    })
    .post('/builds/models', limited, async (c: Context) => {
      const { provider } = await readForm(c);
      const vendor = vendorOf(provider.provider);
      if (!vendor) throw notFound('such provider');
      const typed = provider.key?.trim() || undefined;
      const checked = await checkAccess(vendor.id, typed, c.req.raw.signal);
      const wrong = checked.usable ? undefined : `${checked.problem.sentence} ${checked.problem.mend}`;
      return answerPart(
        c,
        <>
          <KeyAnswer wrong={wrong} title={vendor.title} />
          <ModelField
            vendor={vendor}
            model={provider.model?.trim() ?? ''}
            models={checked.usable ? checked.models : []}
          />
        </>,
      );
    });
}
