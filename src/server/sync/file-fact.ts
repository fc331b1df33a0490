import type { DoorCheck } from '../../domain/door-check.ts';
import { utcDay } from '../../domain/campus-day.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Place } from '../../domain/permission.ts';
import type { Door } from '../../domain/place.ts';
import {
  buildingScope,
  classScope,
  personScope,
  unitScope,
  type Scope,
} from '../../domain/scope.ts';
import type { Reader } from '../database/tables.ts';
import type { PushWork } from './push-work.ts';
import { findFamily, scopesOfFact, type OpRow, type StoredFact } from './stored-facts.ts';

/** Who lived where and belonged to which class at that moment; later moves do not re-file. */
export async function placeAt(
  db: Reader,
  of: { door: Door; personId: Id | null; at: Instant },
): Promise<Place> {
  const { door, personId, at } = of;
  const place = { doorBuildingIds: door.buildingIds, doorId: door.id, personId };
  if (personId === null) return { ...place, unitId: null, classId: null };
  const stay = await db
    .selectFrom('stay')
    .select(['buildingId', 'unitId'])
    .where('personId', '=', personId)
    .where('fromAt', '<=', at)
    .where((where) => where.or([where('toAt', 'is', null), where('toAt', '>', at)]))
    .orderBy('fromAt', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  const member = await db
    .selectFrom('classMember')
    .select('classId')
    .where('personId', '=', personId)
    .where('fromAt', '<=', at)
    .where((where) => where.or([where('toAt', 'is', null), where('toAt', '>', at)]))
    .executeTakeFirst();
  const unitId = stay === undefined ? null : (stay.unitId ?? stay.buildingId);
  return { ...place, unitId, classId: member?.classId ?? null };
}

export const personOf = (subject: DoorCheck['subject']): Id | null =>
  subject.kind === 'person' ? subject.personId : null;

export const scopesOfDoor = (buildingIds: readonly Id[]): Scope[] =>
  buildingIds.map((id) => buildingScope(id, 'door'));

/** The door's audience, and that of the person, if it is one of ours. */
export function scopesOfPlace(place: Place): Scope[] {
  return [
    ...scopesOfDoor(place.doorBuildingIds),
    ...(place.unitId === null ? [] : [unitScope(place.unitId, 'health')]),
    ...(place.classId === null ? [] : [classScope(place.classId)]),
    ...(place.personId === null ? [] : [personScope(place.personId)]),
  ];
}

type FiledFact = Pick<OpRow, 'id' | 'sha' | 'correctedAt'>;

/**
 * Files a fact that counts. One that is about another (amendment, void) lies wherever any telling of
 * that one lies, and the other tellings come to lie where it lies: whoever sees one sees which is in
 * force. The first record follows only where it names nobody.
 */
export async function fileFact(
  work: PushWork,
  fact: FiledFact & { rootId: Id | null; scopes: readonly Scope[] },
): Promise<void> {
  const family = fact.rootId === null ? [] : await findFamily(work.tx, fact.rootId);
  const others = family.filter(({ row }) => row.id !== fact.id && row.type !== 'shift-end');
  const scopes = new Set(fact.scopes);
  const scopesByOther = new Map<StoredFact, Scope[]>();
  for (const other of others) {
    const lies = await scopesOfFact(work, other.row.id);
    scopesByOther.set(other, lies);
    for (const scope of lies) scopes.add(scope);
  }
  addToFeeds(work, fact, scopes);
  for (const [other, lies] of scopesByOther)
    if (other.row.id !== fact.rootId || namesNobody(other)) {
      const missing = [...scopes].filter((scope) => !lies.includes(scope));
      addToFeeds(work, other.row, missing);
    }
}

function namesNobody({ read }: StoredFact): boolean {
  return read.type === 'door-check' && read.body.subject.kind === 'unknown';
}

function addToFeeds(
  work: PushWork,
  { id, sha, correctedAt }: FiledFact,
  scopes: Iterable<Scope>,
): void {
  const fact = { kind: 'fact', refId: id, version: 1, sha } as const;
  const entry = { ...fact, isGone: false, isNew: true, day: utcDay(correctedAt) };
  for (const scope of scopes) work.changes.push({ ...entry, scope });
}
