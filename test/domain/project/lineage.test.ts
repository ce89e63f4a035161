import { describe, expect, it } from 'vitest';
import { lineage } from '../../../src/domain/project/lineage.ts';
import { libraryScenario } from '../fixtures/library.ts';

describe('lineage', () => {
  const { nodes, edges } = lineage(libraryScenario());

  it('leads from sources over models to metrics and exposures', () => {
    expect(edges).toContainEqual({ from: 'source:desk.loans', to: 'staging:stg_desk__loans' });
    expect(edges).toContainEqual({ from: 'staging:stg_desk__loans', to: 'intermediate:int_loans_with_books' });
    expect(edges).toContainEqual({ from: 'mart:fct_loans', to: 'metric:fees' });
    expect(edges).toContainEqual({ from: 'metric:fees', to: 'metric:fee_per_loan' });
    expect(edges).toContainEqual({ from: 'mart:fct_loans_by_day', to: 'exposure:board_report' });
  });

  it('has a node at both ends of every edge, once', () => {
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });
});
