import type { Mark } from '../../domain/document.ts';
import { typedInAt } from '../../domain/happened-at.ts';
import type { Id } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { SealEntry, SealMark } from '../../domain/seal-chain.ts';
import { foldSeals, sealsOfOneNumber, type SealRegister } from '../../domain/seal-register.ts';
import type { SealDetail, SealRow, SealsPage, SealsQuery } from '../../protocol/office-seal.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { factOf, findFamily } from '../sync/stored-facts.ts';
import { describeSteps } from './describe-steps.ts';
import { readSealNames, type SealNames } from './seal-names.ts';

const PAGE = 100;

export type Selection = Omit<SealsQuery, 'offset'>;

export async function readSealsPage(
  { db }: Dependencies,
  { offset: offsetText, ...wanted }: SealsQuery,
): Promise<SealsPage> {
  const offset = Number(offsetText ?? 0);
  const { rows, openIncidents } = await selectSeals(db, wanted);
  return { total: rows.length, openIncidents, rows: rows.slice(offset, offset + PAGE) };
}

/** All that are asked for, by building, room and place. */
export async function selectSeals(
  db: Reader,
  { buildingId, state }: Selection,
): Promise<{ rows: SealRow[]; openIncidents: number }> {
  const register = await readWrongs(db);
  const marks = await readSealMarks(db);
  const names = await readSealNames(db);
  const seals = register.seals().map((entry) => asMarked(entry, marks.get(entry.id)));
  const twice = idsOfOneNumber(seals);
  const rows = seals
    .map((entry) => describeSeal(entry, names, twice))
    .filter(({ building }) => buildingId === undefined || building.id === buildingId)
    .sort(byPlace);
  const openIncidents = rows.reduce((sum, row) => sum + row.openIncidents, 0);
  return { rows: rows.filter((row) => isWanted(row, state)), openIncidents };
}

/** Throws `not-found`. */
export async function readSeal(db: Reader, id: Id): Promise<SealDetail> {
  const family = (await findFamily(db, id)).map(({ fact }) => fact);
  const entry = foldSeals(family).seal(id);
  if (entry === null) throw new Problem('not-found');
  const names = await readSealNames(db);
  const others = foldSeals([], (await readSealMarks(db)).values()).seals();
  const twice = idsOfOneNumber([entry, ...others.filter((other) => other.id !== id)]);
  return { seal: describeSeal(entry, names, twice), steps: await describeSteps(db, entry, names) };
}

/**
 * Seals with what was found wrong or done with them: the many checks that found one intact, and say no more, say
 * nothing of incidents, and the state is the mark's to say. Free text cannot look like the words left out: its
 * quotation marks are escaped.
 */
async function readWrongs(db: Reader): Promise<SealRegister> {
  const rows = await db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
    .where('outcome', '=', 'stored')
    .where((where) =>
      where.or([
        where('type', 'in', ['seal', 'acknowledgement']),
        where.and([
          where('type', '=', 'seal-check'),
          where.or([
            where('envelope', 'not like', '%"state":"intact"%'),
            where('envelope', 'not like', '%"note":null%'),
          ]),
        ]),
        where.and([
          where('type', '=', 'void'),
          where('rootId', 'in', db.selectFrom('opLog').select('id').where('type', '=', 'seal')),
        ]),
      ]),
    )
    .execute();
  return foldSeals(rows.map(factOf));
}

async function readSealMarks(db: Reader): Promise<Map<Id, SealMark>> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('feed', (join) =>
      join.onRef('feed.refId', '=', 'document.id').onRef('feed.kind', '=', 'document.kind'),
    )
    .select(['document.id', 'document.body'])
    .where('document.kind', '=', 'mark')
    .where('feed.isGone', '=', 0)
    .where('document.body', 'like', '%"about":"seal"%')
    .execute();
  return new Map(
    rows.flatMap(({ id, body }) => {
      const mark = JSON.parse(body) as Mark;
      return mark.about === 'seal' ? [[id, mark]] : [];
    }),
  );
}

function asMarked(entry: SealEntry, mark: SealMark | undefined): SealEntry {
  if (mark === undefined) return entry;
  const { number, state, since, checkId: sinceCheckId } = mark;
  return { ...entry, number, state, since, sinceCheckId, isLive: state !== 'unsealed' };
}

function idsOfOneNumber(seals: readonly SealEntry[]): ReadonlySet<Id> {
  return new Set([...sealsOfOneNumber(seals).values()].flat().map(({ id }) => id));
}

function describeSeal(entry: SealEntry, names: SealNames, twice: ReadonlySet<Id>): SealRow {
  const { id, of, number, state, since, appliedAt, applied, isVoided, incidents } = entry;
  const { buildingId, roomId, thing, place, reason } = of;
  const came = entry.checks.find((one) => one.id === entry.sinceCheckId);
  return {
    id,
    building: { id: buildingId, name: names.building(buildingId) },
    room: roomId === null ? null : names.room(roomId),
    thing,
    place,
    reason,
    number,
    state,
    since,
    sinceTypedInAt: came === undefined ? null : typedInAt(came.fact),
    appliedAt,
    appliedBy: applied === null ? null : names.account(applied.fact.by),
    isVoided,
    isNumberTwice: twice.has(id),
    openIncidents: incidents.filter(({ isOpen }) => isOpen).length,
  };
}

function isWanted(
  { state, openIncidents, isVoided }: SealRow,
  wanted: Selection['state'],
): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'incident') return openIncidents > 0;
  return state === wanted && !isVoided;
}

/** What is in no room comes last. */
function byPlace(a: SealRow, b: SealRow): number {
  return (
    byNaturalOrder(a.building.name ?? '', b.building.name ?? '') ||
    Number(a.room === null) - Number(b.room === null) ||
    byNaturalOrder(a.room ?? '', b.room ?? '') ||
    byNaturalOrder(`${a.thing} ${a.place ?? ''} ${a.id}`, `${b.thing} ${b.place ?? ''} ${b.id}`)
  );
}
