import type { Id, Instant } from '../../domain/id.ts';
import { RETENTION_CLASSES, typesKept, type RetentionClass } from '../../domain/retention-class.ts';
import type { Scope } from '../../domain/scope.ts';
import { addLanes } from '../../protocol/lanes.ts';
import type { DigestLanes } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import { lockScope } from '../database/lock-scope.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Db } from '../database/open.ts';
import type { Tables, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { isOfAbsence, readAbsenceFamilies, type AbsenceFamily } from './open-absences.ts';

/** Erased in one transaction: pushes wait for it. */
const AT_ONCE = 50;
/** Looked at in one go: some of what is old is kept for longer. */
const PAGE = 500;
/** What a build does not know is kept no longer than what happens at a door. */
const CLASS_OF: ReadonlyMap<string, RetentionClass> = new Map(
  RETENTION_CLASSES.flatMap((one) => typesKept(one).map((type) => [type, one] as const)),
);

/** Operations of a class are erased when `correctedAt` lies before these. */
export type PurgeLimits = Readonly<Record<RetentionClass | 'parked', Instant>>;

/**
 * Erases what is too old: the envelope goes, and with it photos that nothing else names and the feeds'
 * word on where it lay. Id, number and hash stay, so a resend is still known. Gives how many went.
 */
export async function purgeOperations(
  db: Db,
  of: { limits: PurgeLimits; at: Instant },
  stillMine: () => Promise<void>,
): Promise<number> {
  let purged = 0;
  let after: Place | null = null;
  for (;;) {
    await stillMine();
    const page: OldOperation[] = await readOld(db, of.limits, after);
    const families = await readAbsenceFamilies(db, page.filter(isAboutAbsence).map(rootOf));
    const due = page
      .filter((operation) => isDue(operation, of.limits, families.get(rootOf(operation))))
      .map(({ id }) => id);
    for (const ids of chunksOf(due, AT_ONCE)) {
      await stillMine();
      purged += await writeDatabase(db, (tx) => purgeSome(tx, ids, of.at));
    }
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return purged;
  }
}

type OldOperation = Pick<Tables['opLog'], 'id' | 'rootId' | 'correctedAt' | 'type' | 'outcome'> & {
  /** Of a void, what it takes back: it is of that one's class. */
  voidedType: string | null;
};
type Place = Pick<OldOperation, 'id' | 'correctedAt'>;

/** What is older than the shortest time of all, oldest first. */
function readOld(db: Db, limits: PurgeLimits, after: Place | null): Promise<OldOperation[]> {
  const latest = Object.values(limits).sort().at(-1) ?? '';
  return db
    .selectFrom('opLog as op')
    .leftJoin('opLog as root', (join) =>
      join.onRef('root.id', '=', 'op.rootId').on('op.type', '=', 'void'),
    )
    .select(['op.id', 'op.rootId', 'op.correctedAt', 'op.type', 'op.outcome'])
    .select('root.type as voidedType')
    .where('op.purgedAt', 'is', null)
    .where('op.correctedAt', '<', latest)
    .$if(after !== null, (rows) =>
      rows.where((where) =>
        where(
          where.refTuple('op.correctedAt', 'op.id'),
          '>',
          where.tuple(after?.correctedAt ?? '', after?.id ?? ''),
        ),
      ),
    )
    .orderBy('op.correctedAt')
    .orderBy('op.id')
    .limit(PAGE)
    .execute();
}

const isAboutAbsence = ({ type, voidedType, outcome }: OldOperation): boolean =>
  outcome === 'stored' && isOfAbsence(voidedType ?? type);

const rootOf = ({ id, rootId }: OldOperation): Id => rootId ?? id;

function isDue(operation: OldOperation, limits: PurgeLimits, absence?: AbsenceFamily): boolean {
  const { correctedAt, type, outcome, voidedType } = operation;
  if (outcome === 'parked') return correctedAt < limits.parked;
  if (outcome !== 'stored') return false;
  if (absence !== undefined) return absence.lastAt < limitOfAbsence(absence, limits);
  return correctedAt < limits[CLASS_OF.get(voidedType ?? type) ?? 'door'];
}

/** While nobody has shown that the person is well again, as long as a leave. */
function limitOfAbsence({ isOpen }: AbsenceFamily, { report, leave }: PurgeLimits): Instant {
  return isOpen && leave < report ? leave : report;
}

async function purgeSome(tx: Tx, ids: readonly string[], at: Instant): Promise<number> {
  // One that was parked may have come to count meanwhile, or another process may have been here.
  const gone = await tx
    .updateTable('opLog')
    .set({ envelope: '', accountId: null, outcome: 'purged', purgedAt: at, waitsFor: null })
    .where('id', 'in', ids)
    .where('purgedAt', 'is', null)
    .returning('id')
    .execute();
  const goneIds = gone.map(({ id }) => id);
  if (goneIds.length === 0) return 0;
  await purgeAttachments(tx, goneIds);
  await leaveFeeds(tx, goneIds);
  return goneIds.length;
}

const PER_SHA = ['attachment', 'attachmentHolder', 'attachmentWanted', 'attachmentChunk'] as const;

async function purgeAttachments(tx: Tx, ids: readonly string[]): Promise<void> {
  const refs = await tx
    .deleteFrom('attachmentRef')
    .where('opId', 'in', ids)
    .returning('sha')
    .execute();
  const shas = [...new Set(refs.map(({ sha }) => sha))];
  if (shas.length === 0) return;
  for (const table of PER_SHA)
    await tx
      .deleteFrom(table)
      .where('sha', 'in', shas)
      .where('sha', 'not in', tx.selectFrom('attachmentRef').select('sha'))
      .execute();
}

/** Scopes in the order of their names, as every writer takes them. */
async function leaveFeeds(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('feed')
    .selectAll()
    .where('refId', 'in', ids)
    .where('kind', '=', 'fact')
    .execute();
  const scopes = new Set(rows.map((row) => row.scope));
  for (const scope of [...scopes].sort((a, b) => (a < b ? -1 : 1))) {
    const leaving = rows.filter((row) => row.scope === scope);
    await leaveFeed(tx, scope, leaving);
  }
}

async function leaveFeed(tx: Tx, scope: Scope, rows: readonly Tables['feed'][]): Promise<void> {
  const head = await lockScope(tx, scope);
  let all: DigestLanes = [head.d0, head.d1, head.d2, head.d3];
  let cut: DigestLanes = [head.cutD0, head.cutD1, head.cutD2, head.cutD3];
  let cutCount = head.cutCount;
  for (const row of rows) {
    const lanes = lanesOf(row);
    all = addLanes(all, lanes, -1);
    if (row.day === null || head.cutDay === null || row.day >= head.cutDay) continue;
    cut = addLanes(cut, lanes, -1);
    cutCount -= 1;
  }
  const [d0, d1, d2, d3] = all;
  const [cutD0, cutD1, cutD2, cutD3] = cut;
  const count = head.count - rows.length;
  await tx
    .updateTable('scopeHead')
    .set({ count, d0, d1, d2, d3, cutCount, cutD0, cutD1, cutD2, cutD3 })
    .where('scope', '=', scope)
    .execute();
  const seqs = rows.map(({ seq }) => seq);
  await tx.deleteFrom('feed').where('scope', '=', scope).where('seq', 'in', seqs).execute();
}
