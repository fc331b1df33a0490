import { createHash } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { StaffReading } from '../../domain/roster/staff-reading.ts';
import type { StaffApplyReply, StaffPreview } from '../../protocol/office-staff.ts';
import type { Db } from '../database/open.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { listedBuildings, readPlaceDocuments } from '../places/import-places.ts';
import { applyStaff } from './apply-staff.ts';
import { PreviewShelf, type Shelved, type UploadedFile } from './preview-shelf.ts';
import { readStaffFile } from './read-file.ts';
import { planStaff, type StaffPlan } from './staff-plan.ts';

interface Content extends Shelved {
  sha: string;
  reading: StaffReading;
}

/** Staff files: previewed, then applied by what is true at that moment. */
export class StaffPreviews {
  readonly #deps: Dependencies;
  readonly #shelf: PreviewShelf<Content>;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#shelf = new PreviewShelf(deps, (file) => readContent(deps.db, file));
  }

  /** Throws `file-refused` or `too-large`. */
  async preview(accountId: Id, file: UploadedFile): Promise<StaffPreview> {
    const { db, now } = this.#deps;
    const content = await readContent(db, file);
    const plan = await planStaff(db, content.reading.rows, instantOf(now()));
    return describe(content, plan, await this.#shelf.put(accountId, content));
  }

  async apply(accountId: Id, id: Id): Promise<StaffApplyReply> {
    const { file, sha, reading } = await this.#shelf.get(accountId, id);
    const applied = await applyStaff(this.#deps, {
      by: accountId,
      rows: reading.rows,
      file: { name: file.name, sha },
    });
    await this.#shelf.remove(id);
    return { applied };
  }
}

async function readContent(db: Db, file: UploadedFile): Promise<Content> {
  const buildings = listedBuildings(await readPlaceDocuments(db));
  const { reading } = await readStaffFile(file.bytes, buildings);
  const sha = createHash('sha256').update(file.bytes).digest('hex');
  return { revision: 1, planSha: null, file, sha, reading };
}

function describe(
  { file, sha, reading }: Content,
  plan: StaffPlan,
  kept: { id: Id; expiresAt: string },
): StaffPreview {
  const kindByPhone = new Map<string, 'new' | 'changed' | 'same'>();
  for (const { phone, kind } of plan.rows)
    if (kindByPhone.get(phone) === undefined || kind !== 'same') kindByPhone.set(phone, kind);
  const kinds = [...kindByPhone.values()];
  const countOf = (kind: string): number => kinds.filter((one) => one === kind).length;
  const unplaced = plan.unplaced.map(({ row, building, unit }) => ({
    row,
    code: 'UNKNOWN_UNIT',
    value: `${building}/${unit ?? ''}`,
  }));
  return {
    ...kept,
    fileName: file.name,
    sha,
    counts: {
      staff: kinds.length,
      units: new Set(plan.rows.map(({ building, unit }) => `${building}/${unit ?? ''}`)).size,
      new: countOf('new'),
      changed: countOf('changed'),
      same: countOf('same'),
    },
    rows: plan.rows,
    ended: plan.endedRows,
    rejected: [...reading.rejected.map((row) => ({ ...row })), ...unplaced],
    warnings: reading.warnings.map((row) => ({ ...row })),
    notices: reading.notices.map((notice) => ({ ...notice })),
  };
}
