import { bareWords, phrasesIn } from '../phrases.ts';
import { withSemanticLayer } from '../put-back.ts';
import { withoutSemanticLayer } from '../take-out.ts';
import { adds, removes, type WishReader } from './wish.ts';

/** Reads whether there is to be a semantic layer; a wish about a single metric is not about all of it. */
export const readSemanticLayer: WishReader = (wish, { scenario, whole }) => {
  const layer = phrasesIn(wish, ['semantic layer', 'metricflow']).length > 0;
  const allMetrics = /^(.* )?(no|without|drop|remove|all|the|any|add|include|with|use) metrics( .*)?$/.test(
    bareWords(wish),
  );
  if (!layer && !allMetrics) return undefined;
  if (removes.test(wish))
    return { kind: 'done', scenario: withoutSemanticLayer(scenario), sections: ['semantic_layer'] };
  if (!adds.test(wish)) return undefined;
  if (!whole.semantic_layer) return { kind: 'not_met', why: 'This blueprint has no semantic layer.' };
  return { kind: 'done', scenario: withSemanticLayer(scenario, whole), sections: ['semantic_layer'] };
};
