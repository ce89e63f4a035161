import { describe, expect, it } from 'vitest';
import { mostSpokenOf, phrasesIn, writtenAs } from '../../../src/domain/blueprint/phrases.ts';

describe('phrases in a text', () => {
  it('are found as whole words, in the plural too, whatever the hyphens, accents and case', () => {
    expect(phrasesIn('E-Commerce: Rückgaben und Refunds', ['e commerce', 'ruckgaben', 'refund'])).toHaveLength(3);
    expect(phrasesIn('We reordered the boarding', ['order', 'board'])).toEqual([]);
    expect(phrasesIn('full-refreshes daily', ['full refresh*'])).toHaveLength(1);
  });

  it('are quoted as they were written', () => {
    expect(writtenAs('Our big E-Commerce  shop in Köln', 'e commerce')).toBe('E-Commerce');
    expect(writtenAs('They sell on two market\nplaces, late refunds too', 'refund')).toBe('refunds');
    expect(writtenAs('An online\n  shop', 'online shop')).toBe('online shop');
    expect(writtenAs('nothing of it', 'online shop')).toBeUndefined();
  });

  it('are none where a phrase is only punctuation', () => {
    expect(phrasesIn('anything at all', ['…', '*', '- -'])).toEqual([]);
  });

  it('decide for what is spoken of most, and for the first where two tie', () => {
    const candidates = [
      { id: 'a', words: ['slow'] },
      { id: 'b', words: ['slow', 'full refresh'] },
      { id: 'c', words: ['cost'] },
    ];
    expect(mostSpokenOf('a slow full refresh', candidates, ({ words }) => words)?.id).toBe('b');
    expect(mostSpokenOf('slow, and a cost', candidates, ({ words }) => words)?.id).toBe('a');
    expect(mostSpokenOf('nothing of it', candidates, ({ words }) => words)).toBeUndefined();
  });
});
