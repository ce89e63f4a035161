import { expect, it } from 'vitest';
import { chooseBlueprint } from '../../../src/domain/blueprint/choose-blueprint.ts';
import { draft } from '../../../src/domain/blueprint/draft.ts';
import { loadBlueprints } from '../../../src/integrations/ai/builtin/load-blueprint.ts';
import { blueprintsFolder, shopBrief } from './ecommerce.ts';

const blueprints = await loadBlueprints(blueprintsFolder);

it.each([
  ['E-commerce', '', 'ecommerce-orders'],
  ['Online retail, outdoor clothing', 'Refunds come late.', 'ecommerce-orders'],
  ['Direct-to-consumer cosmetics', 'Shopify and a payment provider', 'ecommerce-orders'],
  ['', 'We sell furniture in a webshop; orders and returns are in Magento.', 'ecommerce-orders'],
  ['B2B SaaS', '', 'saas-subscriptions'],
  ['Software as a service for dentists', 'Churn is rising.', 'saas-subscriptions'],
  [
    '',
    'Our MRR by plan never matches billing; churn reasons are free text, subscriptions change mid-month.',
    'saas-subscriptions',
  ],
  ['Winery', '', 'winery-kpi'],
  ['Family vineyard', 'A tasting room and an online shop.', 'winery-kpi'],
  ['', 'Orders are in Commerce7, tastings in Tock; the club ships in spring and autumn.', 'winery-kpi'],
  ['Software', 'accounts, subscriptions, seats and renewals', 'saas-subscriptions'],
  ['Wholesale of spare parts', '', 'customer-360'],
  ['', 'They want a customer 360: lifetime value and acquisition cost by market segment.', 'customer-360'],
])('finds the blueprint for “%s” with the notes “%s”', (industry, discovery_notes, name) => {
  const choice = chooseBlueprint(blueprints, shopBrief({ industry, discovery_notes }));
  expect(choice?.blueprint.card.name).toBe(name);
  expect(choice?.fit.fits).toBe(true);
});

it.each(['Deep-sea shipping', 'Municipal water supply', '海運'])('says so when no blueprint fits “%s”', (industry) => {
  const scenario = draft(blueprints, shopBrief({ industry, discovery_notes: 'They like dashboards.' }));
  const note = scenario?.notes.find(({ kind }) => kind === 'not_met');
  expect(note?.text).toContain('No blueprint fits');
  expect(note?.text).toContain(industry);
});

it('never falls back to a blueprint that is for nothing else', () => {
  const brief = shopBrief({ industry: 'Deep-sea shipping', discovery_notes: 'Parts, regions, segments, a CRM.' });
  expect(chooseBlueprint(blueprints, brief)?.blueprint.card.only_where_it_fits).toBeUndefined();
  const special = blueprints.filter(({ card }) => card.only_where_it_fits);
  expect(chooseBlueprint(special, brief)?.fit.fits).toBe(false);
});
