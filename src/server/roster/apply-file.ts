import { createHash } from 'node:crypto';
import { isStaffFile, readStaff } from '../../domain/roster/read-staff.ts';
import { readRoster } from '../../domain/roster/read-roster.ts';
import type { FileCode } from '../../domain/roster/roster-code.ts';
import type { ListedBuilding } from '../../domain/roster/roster-reading.ts';
import type { Sheet } from '../../domain/roster/sheet.ts';
import type { ApplyRequest } from '../../protocol/office-roster.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import type { Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { accountsOver } from '../places/accounts-over.ts';
import { listedBuildings, planPlaces, readPlaceDocuments } from '../places/import-places.ts';
import { readSpreadsheet } from '../spreadsheet/read-spreadsheet.ts';
import { createPokeBoard } from '../sync/poke-board.ts';
import { applyRoster } from './apply-roster.ts';
import { applyStaff } from './apply-staff.ts';

export interface FileToApply {
  config: Config;
  fileName: string;
  bytes: Uint8Array;
  /** Created where they are missing, before the file is read. */
  buildings: readonly ListedBuilding[];
  handleLeft: ApplyRequest['handleLeft'];
  report: (error: unknown) => void;
}

export type FileApplied =
  | { outcome: 'applied'; kind: 'roster' | 'unit-staff'; applied: Record<string, number> }
  | { outcome: 'refused'; code: FileCode };

/**
 * Puts a roster or staff file into the configured database without a server. The file is read against
 * the buildings of the database. A server that runs on the same SQLite file waits meanwhile, and its
 * phones hear of it with their next sync.
 */
export async function applyFile(file: FileToApply): Promise<FileApplied> {
  const spreadsheet = await readSpreadsheet(file.bytes);
  if (!spreadsheet.ok) return { outcome: 'refused', code: spreadsheet.code };
  const { databaseUrl: url, dataDir } = file.config;
  const db = await openDatabase({ url, dataDir, report: file.report });
  try {
    await migrate(db);
    return await applySheets(dependenciesOf(file, db), file, spreadsheet.sheets);
  } finally {
    await db.destroy();
  }
}

async function applySheets(
  deps: Dependencies,
  file: FileToApply,
  sheets: readonly Sheet[],
): Promise<FileApplied> {
  const sha = createHash('sha256').update(file.bytes).digest('hex');
  const named = { name: file.fileName, sha };
  const isStaff = isStaffFile(sheets);
  const read = isStaff ? readStaff : readRoster;
  const { error } = read(sheets, file.buildings);
  if (error) return { outcome: 'refused', code: error.code };
  await createMissing(deps, file.buildings);
  const buildings = listedBuildings(await readPlaceDocuments(deps.db));
  if (isStaff) {
    const { rows } = readStaff(sheets, buildings);
    const applied = await applyStaff(deps, { by: null, rows, file: named });
    return { outcome: 'applied', kind: 'unit-staff', applied };
  }
  const applied = await applyRoster(deps.db, {
    rows: readRoster(sheets, buildings).rows,
    handleLeft: file.handleLeft,
    planSha: null,
    by: null,
    at: instantOf(deps.now()),
    zone: deps.settings.campusZone,
    file: named,
  });
  if (applied.outcome === 'outdated') throw new Error('without a preview nothing can be outdated');
  return { outcome: 'applied', kind: 'roster', applied: applied.counts };
}

async function createMissing(
  deps: Dependencies,
  buildings: readonly ListedBuilding[],
): Promise<void> {
  if (buildings.length === 0) return;
  await changeDocuments(deps, null, async (tx) => {
    const places = await readPlaceDocuments(tx);
    const plan = planPlaces(places, buildings, deps.settings.campusZone);
    return {
      puts: plan.puts,
      accountIds: await accountsOver(tx, plan.buildingIds),
      what: 'places.import',
      subject: null,
      details: plan.created,
      result: null,
    };
  });
}

function dependenciesOf({ config, report }: FileToApply, db: Dependencies['db']): Dependencies {
  const { dataDir, publicUrl, isBehindProxy, serverSecret, campusZone, enrolmentHours } = config;
  const settings = {
    dataDir,
    isBehindProxy,
    serverSecret,
    campusZone,
    enrolmentHours,
    isHttps: config.tls !== null,
    publicUrl: publicUrl ?? '',
    appDir: null,
  };
  return { db, now: Date.now, settings, pokes: createPokeBoard(), report };
}
