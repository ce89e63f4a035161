import type { Analysis } from '../../scenario/analysis.ts';
import { plainText } from '../plain-text.ts';
import { singularTestSql } from './singular-tests.ts';
import { yamlFile } from './yaml-file.ts';

export function analysisPath({ name }: Pick<Analysis, 'name'>): string {
  return `analyses/${name}.sql`;
}

/** Queries in the same shape as a test's: a comment, imports, and the query. */
export function analysisFiles(analyses: readonly Analysis[]): [path: string, content: string][] {
  return analyses.map((analysis) => [analysisPath(analysis), singularTestSql(analysis)]);
}

export function analysisProperties(analyses: readonly Analysis[]): string | undefined {
  if (analyses.length === 0) return undefined;
  return yamlFile({
    version: 2,
    analyses: analyses.map(({ name, description }) => ({ name, description: plainText(description) })),
  });
}
