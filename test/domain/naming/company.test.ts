import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyStem, maximumStemLength } from '../../../src/domain/naming/company.ts';
import { projectName, repositoryName, schemaName } from '../../../src/domain/naming/names.ts';

const anyCompany = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.string({ minLength: 1, maxLength: 200 }),
);

describe('a company stem', () => {
  it.each([
    ['Acme', 'acme'],
    ["O'Brien & Söhne", 'obrien_soehne'],
    ['3M', 'co_3m'],
    ['  Straße ２０  ', 'strasse_20'],
    ['Газпром', 'gazprom'],
    ['Crate & Barrel, Inc.', 'crate_barrel_inc'],
  ])('of %s is %s', (company, stem) => expect(companyStem(company)).toBe(stem));

  it('is a valid name for any text', () => {
    fc.assert(
      fc.property(anyCompany, (company) => {
        const stem = companyStem(company);
        expect(stem).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
        expect(stem.length).toBeGreaterThan(1);
        expect(stem.length).toBeLessThanOrEqual(maximumStemLength);
      }),
    );
  });

  it('tells companies apart that ASCII cannot', () => {
    const stems = ['株式会社', '有限会社', '🚀', '🦄', 'ABC 株式会社', 'ABC 有限会社', 'ABC', '!', '?'].map(
      companyStem,
    );
    expect(new Set(stems).size).toBe(stems.length);
  });

  it('tells long names apart that begin alike', () => {
    const long = 'a very long company name that goes on and on and ';
    expect(companyStem(`${long}on`)).not.toBe(companyStem(`${long}off`));
  });

  it('does not hang on case, blanks or punctuation', () => {
    expect(companyStem('ACME, Inc')).toBe(companyStem('  acme inc '));
  });
});

describe('names made from a company', () => {
  it('fit every warehouse and Git host, with the raw schema beside', () => {
    fc.assert(
      fc.property(anyCompany, (company) => {
        const stem = companyStem(company);
        expect(projectName(stem)).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
        expect(`${schemaName(stem, 'k3f9x2')}_raw`).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
        expect(repositoryName(company, '202611210930')).toMatch(/^[a-z][a-z0-9-]{0,98}$/);
      }),
    );
  });

  it('carry what they are made of', () => {
    expect(projectName('acme')).toBe('acme_demo');
    expect(schemaName('acme', 'K3-f9')).toBe('acme_k3f9');
    expect(repositoryName('Acme Foods', '202611210930')).toBe('acme-foods-dbt-demo-202611210930');
  });
});
