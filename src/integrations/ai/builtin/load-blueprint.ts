import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Blueprint, blueprintCard } from '../../../domain/blueprint/blueprint.ts';
import { sourceId } from '../../../domain/naming/names.ts';
import {
  type ChangePiece,
  changePieceSchema,
  type RowsPiece,
  rowsPieceSchema,
  type SqlPiece,
  sqlPieceSchema,
  unitTest,
} from '../../../domain/project/piece.ts';
import { scenarioSchema } from '../../../domain/scenario/scenario.ts';
import { BlueprintFolder } from './blueprint-folder.ts';

/** A blueprint as it was read, with a digest of every byte that it was read from. */
export interface LoadedBlueprint extends Blueprint {
  readonly digest: string;
}

/** The SQL pieces of a folder: `<model>.sql`, with `<model>.unit_tests.yml` beside it where there are any. */
async function sqlPieces(folder: BlueprintFolder, path: string): Promise<SqlPiece[]> {
  const names = await folder.list(path);
  const models = names.filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -'.sql'.length));
  const known = models.flatMap((model) => [`${model}.sql`, `${model}.unit_tests.yml`]);
  const stray = names.find((name) => !known.includes(name));
  if (stray !== undefined) throw folder.error(`${path}/${stray}`, 'it belongs to no model.');
  const pieces: SqlPiece[] = [];
  for (const model of models) {
    const tests = `${path}/${model}.unit_tests.yml`;
    const unit_tests = names.includes(basename(tests))
      ? folder.fit(z.array(unitTest), await folder.yaml(tests), tests)
      : [];
    const sql = await folder.text(`${path}/${model}.sql`);
    pieces.push(folder.fit(sqlPieceSchema, { schema: 'sql/1', model, sql, unit_tests }, `${path}/${model}.sql`));
  }
  return pieces;
}

/**
 * Reads a blueprint's folder: `blueprint.yml`, `scenario.yml`, `rows/<system>.<table>.yml`, `sql/<model>.sql` and
 * `changes/<change>/<model>.sql`, each model's unit tests in `<model>.unit_tests.yml` beside it.
 *
 * @throws BlueprintError that names the file
 */
export async function loadBlueprint(path: string): Promise<LoadedBlueprint> {
  const folder = new BlueprintFolder(path);
  const card = folder.fit(blueprintCard, await folder.yaml('blueprint.yml'), 'blueprint.yml');
  if (card.name !== basename(path)) {
    throw folder.error('blueprint.yml', `its name is not that of its folder, ${basename(path)}.`);
  }
  const scenario = folder.fit(scenarioSchema, await folder.yaml('scenario.yml'), 'scenario.yml');

  const rows: RowsPiece[] = [];
  for (const source of scenario.sources) {
    const file = `rows/${sourceId(source)}.yml`;
    rows.push(folder.fit(rowsPieceSchema, await folder.yaml(file), file));
  }
  const sql = await sqlPieces(folder, 'sql');
  const changes: ChangePiece[] = [];
  for (const { id } of scenario.changes) {
    const models = await sqlPieces(folder, `changes/${id}`);
    changes.push(folder.fit(changePieceSchema, { schema: 'change-sql/1', change: id, models }, `changes/${id}`));
  }
  return { card, scenario, pieces: { rows, sql, changes }, digest: folder.digest };
}

/** Reads every blueprint of a folder, by name. */
export async function loadBlueprints(path: string): Promise<LoadedBlueprint[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => loadBlueprint(join(path, name))));
}
