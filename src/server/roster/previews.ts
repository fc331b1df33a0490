import { createHash } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { ListedBuilding, RosterReading } from '../../domain/roster/roster-reading.ts';
import type {
  ApplyReply,
  ApplyRequest,
  CreatePlacesRequest,
  DifferenceKind,
  DifferencePage,
  RosterPreview,
} from '../../protocol/office-roster.ts';
import { writeAudit } from '../accounts/audit.ts';
import { changeDocuments } from '../accounts/change-documents.ts';
import type { Db } from '../database/open.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { accountsOver } from '../places/accounts-over.ts';
import { listedBuildings, planPlaces, readPlaceDocuments } from '../places/import-places.ts';
import { Problem } from '../problem.ts';
import { applyRoster } from './apply-roster.ts';
import { PreviewShelf, type Shelved, type UploadedFile } from './preview-shelf.ts';
import { readRosterFile } from './read-file.ts';
import { searchKeysOf } from './pinyin.ts';
import type { KeysOf } from './roster-documents.ts';
import { differenceRow, planRoster, type RosterPlan } from './roster-plan.ts';
import { readRosterState } from './roster-state.ts';

interface Content extends Shelved {
  sha: string;
  reading: RosterReading;
  sheets: string[];
  keysOf: KeysOf;
  plan: RosterPlan;
}

const REMARKS = 500;
const FIRST_ROWS = 20;
const PAGE = 100;

/** From a file to people, in two steps: nothing is stored before the second. */
export class RosterPreviews {
  readonly #deps: Dependencies;
  readonly #shelf: PreviewShelf<Content>;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#shelf = new PreviewShelf(deps, (file, revision) => readContent(deps.db, file, revision));
  }

  /** Throws `file-refused` or `too-large`. */
  async preview(accountId: Id, file: UploadedFile, id?: Id): Promise<RosterPreview> {
    const { db } = this.#deps;
    const revision = id === undefined ? 1 : (await this.#shelf.get(accountId, id)).revision + 1;
    const content = await readContent(db, file, revision);
    // The difference shows what is known of people's identities.
    await writeAudit(db, {
      at: instantOf(this.#deps.now()),
      accountId,
      what: 'roster.preview',
      subject: null,
      details: { name: file.name, sha: content.sha, counts: content.plan.counts },
    });
    return describe(content, await this.#shelf.put(accountId, content, id));
  }

  async difference(
    accountId: Id,
    id: Id,
    page: { kind: DifferenceKind; offset: number },
  ): Promise<DifferencePage> {
    const { plan } = await this.#shelf.get(accountId, id);
    const people = plan.people.filter((person) => person.kind === page.kind);
    const rows = people.slice(page.offset, page.offset + PAGE).map(differenceRow);
    return { total: people.length, rows };
  }

  /** Creates the buildings that the file names and the list lacks, and reads the file again. */
  async createPlaces(accountId: Id, id: Id, request: CreatePlacesRequest): Promise<RosterPreview> {
    const { file } = await this.#shelf.get(accountId, id);
    const list: ListedBuilding[] = request.buildings.map(({ name, units }) => ({
      campus: request.campusName,
      name,
      aliases: [],
      units,
    }));
    await changeDocuments(this.#deps, accountId, async (tx) => {
      const places = await readPlaceDocuments(tx);
      const plan = planPlaces(places, list, this.#deps.settings.campusZone);
      return {
        puts: plan.puts,
        accountIds: await accountsOver(tx, plan.buildingIds),
        what: 'places.import',
        subject: null,
        details: plan.created,
        result: null,
      };
    });
    return this.preview(accountId, file, id);
  }

  /** Throws `preview-outdated` with a fresh preview where another revision was looked at, or the campus has changed. */
  async apply(accountId: Id, id: Id, request: ApplyRequest): Promise<ApplyReply> {
    const { revision, file, sha, reading, planSha, keysOf } = await this.#shelf.get(accountId, id);
    const { handleLeft } = request;
    if (request.revision !== revision)
      throw new Problem('preview-outdated', await this.preview(accountId, file, id));
    const { db, now, settings, pokes } = this.#deps;
    const applied = await applyRoster(db, {
      rows: reading.rows,
      handleLeft,
      planSha,
      by: accountId,
      at: instantOf(now()),
      zone: settings.campusZone,
      keysOf,
      file: { name: file.name, sha },
    });
    if (applied.outcome === 'outdated')
      throw new Problem('preview-outdated', await this.preview(accountId, file, id));
    await this.#shelf.remove(id);
    pokes.announce(applied.heads);
    return { applied: applied.counts };
  }
}

async function readContent(db: Db, file: UploadedFile, revision: number): Promise<Content> {
  const buildings = listedBuildings(await readPlaceDocuments(db));
  // Reading the file and what is known takes two cores half the time.
  const [{ reading, sheets, keys }, state] = await Promise.all([
    readRosterFile(file.bytes, buildings),
    readRosterState(db),
  ]);
  const plan = planRoster(state, reading.rows);
  const sha = createHash('sha256').update(file.bytes).digest('hex');
  const keysOf = keysFrom(reading.rows, keys);
  return { revision, file, sha, reading, sheets, keysOf, plan, planSha: plan.sha };
}

function describe(content: Content, kept: { id: Id; expiresAt: string }): RosterPreview {
  const { revision, file, sha, reading, sheets, plan } = content;
  const { dataRows, imported, merged, rejected, warnings } = reading.counts;
  const firstOf = (kind: DifferenceKind) =>
    plan.people
      .filter((person) => person.kind === kind)
      .slice(0, FIRST_ROWS)
      .map(differenceRow);
  return {
    ...kept,
    revision,
    fileName: file.name,
    sha,
    outcome: 'imported',
    counts: { dataRows, imported, merged, rejected, warnings },
    sheets,
    rejected: plainOf(reading.rejected.slice(0, REMARKS)),
    warnings: plainOf(reading.warnings.slice(0, REMARKS)),
    notices: plainOf(reading.notices),
    unknownBuildings: reading.unknownBuildings,
    unknownUnits: reading.unknownUnits,
    difference: plan.counts,
    differenceRows: (['new', 'moved', 'changed', 'left'] as const).flatMap(firstOf),
  };
}

/** Copied: an interface has no index signature, which the loose schemas ask for. */
const plainOf = <Remark extends object>(list: readonly Remark[]) =>
  list.map((remark): { [Key in keyof Remark]: Remark[Key] } => ({ ...remark }));

type Named = Parameters<KeysOf>[0];
const nameText = ({ name, passportName }: Named): string => JSON.stringify([name, passportName]);

function keysFrom(rows: readonly Named[], keys: readonly string[][]): KeysOf {
  const known = new Map(rows.map((row, index) => [nameText(row), keys[index] ?? []]));
  return (person) => known.get(nameText(person)) ?? searchKeysOf(person);
}
