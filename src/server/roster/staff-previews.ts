import { createHash } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { StaffReading } from '../../domain/roster/staff-reading.ts';
import type { StaffApplyReply, StaffPreview } from '../../protocol/office-staff.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { listedBuildings, readPlaceDocuments } from '../places/import-places.ts';
import { applyStaff } from './apply-staff.ts';
import { PreviewShelf } from './preview-shelf.ts';
import { readStaffFile } from './read-file.ts';
import { planStaff, type StaffPlan } from './staff-plan.ts';

interface Content {
  fileName: string;
  sha: string;
  reading: StaffReading;
}

/** Staff files: previewed, then applied by what is true at that moment. */
export class StaffPreviews {
  readonly #deps: Dependencies;
  readonly #shelf: PreviewShelf<Content>;

  constructor(deps: Dependencies) {
    this.#deps = deps;
    this.#shelf = new PreviewShelf(deps.now);
  }

  /** Throws `file-refused` or `too-large`. */
  async preview(accountId: Id, file: { name: string; bytes: Uint8Array }): Promise<StaffPreview> {
    const { db, now } = this.#deps;
    const buildings = listedBuildings(await readPlaceDocuments(db));
    const { reading } = await readStaffFile(file.bytes, buildings);
    const sha = createHash('sha256').update(file.bytes).digest('hex');
    const content = { fileName: file.name, sha, reading };
    const plan = await planStaff(db, reading.rows, instantOf(now()));
    return describe(content, plan, this.#shelf.put(accountId, content));
  }

  async apply(accountId: Id, id: Id): Promise<StaffApplyReply> {
    const { fileName, sha, reading } = this.#shelf.get(accountId, id);
    const file = { name: fileName, sha };
    const applied = await applyStaff(this.#deps, { by: accountId, rows: reading.rows, file });
    this.#shelf.remove(id);
    return { applied };
  }
}

function describe(
  { fileName, sha, reading }: Content,
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
    fileName,
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
