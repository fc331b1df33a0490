import { v5 as uuidv5 } from 'uuid';
import { isValidAt } from '../../domain/assignment-reach.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory, Home } from '../../domain/person.ts';
import type { Assignment, Role } from '../../domain/role.ts';
import { buildingScope, classScope, personScope, type Scope } from '../../domain/scope.ts';
import { quarterOf } from '../quarter-hour.ts';
import { assignmentsOf } from './access.ts';
import { getDocument, putDocuments, type DocumentPut } from './documents.ts';
import { idChunks } from './insert-many.ts';
import type { Db } from './open.ts';
import type { Reader } from './tables.ts';
import { writeDatabase } from './transaction.ts';

interface Named {
  personId: Id;
  name: string;
}

/**
 * The names that these accounts need for what they tell of others, in their own feeds, as the roster has them now: a
 * room head's own room, the classes of a course teacher. Whoever was ever one and is so no more has them taken out of it.
 */
export async function nameMarks(
  db: Reader,
  accountIds: readonly Id[],
  at: Instant,
): Promise<DocumentPut[]> {
  const assignments = await assignmentsOf(db, accountIds);
  const ofNames = (id: Id) => (assignments.get(id) ?? []).filter(({ role }) => NAMED.has(role));
  const puts: DocumentPut[] = [];
  for (const ids of idChunks(accountIds.filter((id) => ofNames(id).length > 0))) {
    const accounts = db.selectFrom('account').select(['id', 'personId']).where('id', 'in', ids);
    for (const { id, personId } of await accounts.execute()) {
      const of = { personId, assignments: ofNames(id), at };
      puts.push(...(await roomMark(db, of)), ...(await classMarks(db, of)));
    }
  }
  return puts;
}

/** Of which quarter of an hour an account's names are, as far as this process has looked. */
const lookedAt = new WeakMap<Db, Map<Id, number>>();

/**
 * People move by import, too: with an account's first pull in a quarter of an hour its marks are looked at, and written
 * where they are others.
 */
export async function renewNameMarks(
  db: Db,
  accountId: Id,
  at: Instant,
): Promise<Map<Scope, number>> {
  const quarters = lookedAt.get(db) ?? new Map<Id, number>();
  lookedAt.set(db, quarters);
  if (quarters.get(accountId) === quarterOf(at)) return new Map();
  const changed: DocumentPut[] = [];
  for (const put of await nameMarks(db, [accountId], at)) {
    const mark = await getDocument(db, 'mark', put.id);
    if (canonicalJson(mark?.body ?? null) !== canonicalJson(put.body)) changed.push(put);
  }
  const by = { accountId: null, at };
  const heads =
    changed.length === 0
      ? new Map<Scope, number>()
      : await writeDatabase(db, (tx) => putDocuments(tx, changed, by));
  quarters.set(accountId, quarterOf(at));
  return heads;
}

const NAMED: ReadonlySet<Role> = new Set(['room_head', 'teacher']);

interface NamesOf {
  personId: Id;
  /** Ended ones too. */
  assignments: readonly Assignment[];
  at: Instant;
}

async function roomMark(db: Reader, of: NamesOf): Promise<DocumentPut[]> {
  const { personId, at } = of;
  const asHead = of.assignments.filter(({ role }) => role === 'room_head');
  if (asHead.length === 0) return [];
  const isHead = asHead.some((assignment) => isValidAt(assignment, at));
  const mates = isHead ? await matesOf(db, personId) : [];
  return [
    {
      kind: 'mark',
      id: uuidv5('room-mates', personId),
      body: { about: 'room-mates', personId, mates },
      scopes: isHead ? [personScope(personId)] : [],
    },
  ];
}

async function classMarks(db: Reader, of: NamesOf): Promise<DocumentPut[]> {
  const { personId, at } = of;
  const isTaughtById = new Map<Id, boolean>();
  for (const { role, post, ...time } of of.assignments)
    if (role === 'teacher' && post.kind === 'class')
      isTaughtById.set(post.id, isValidAt(time, at) || isTaughtById.get(post.id) === true);
  const puts: DocumentPut[] = [];
  for (const [classId, isTaught] of isTaughtById) {
    const found = await getDocument(db, 'class', classId);
    const members = isTaught
      ? await namesIn(db, { scope: classScope(classId), kind: 'contact' })
      : [];
    puts.push({
      kind: 'mark',
      id: uuidv5(`class:${classId}`, personId),
      body: { about: 'class-names', personId, classId, name: found?.body.name ?? '', members },
      scopes: isTaught ? [personScope(personId)] : [],
    });
  }
  return puts;
}

async function matesOf(db: Reader, personId: Id): Promise<Named[]> {
  const home = (await getDocument(db, 'directory', personId))?.body.home ?? null;
  if (home === null || home.room === null) return [];
  return namesIn(db, {
    scope: buildingScope(home.buildingId, 'people'),
    kind: 'directory',
    // Only spares the reading of the others: a backslash would escape.
    like: `%"room":${JSON.stringify(home.room).replaceAll('\\', '_')}%`,
    isWanted: (person) => person.id !== personId && isSameRoom(person.home, home),
  });
}

/** Of the people whose document of this kind lies in a feed, by their ids. */
async function namesIn(
  db: Reader,
  of: {
    scope: Scope;
    kind: 'directory' | 'contact';
    like?: string;
    isWanted?: (person: Directory) => boolean;
  },
): Promise<Named[]> {
  const { scope, kind, like = '%', isWanted = () => true } = of;
  const rows = await db
    .selectFrom('feed')
    .innerJoin('document', (join) =>
      join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'directory'),
    )
    .select('document.body')
    .where('feed.scope', '=', scope)
    .where('feed.kind', '=', kind)
    .where('feed.isGone', '=', 0)
    .where('document.body', 'like', like)
    .execute();
  const people = rows.map(({ body }) => JSON.parse(body) as Directory).filter(isWanted);
  return people
    .map((person) => ({ personId: person.id, name: toldApart(person, people) }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

/** So many digits of a number tell two of one name apart, and nobody signs in with them. */
const TAIL_DIGITS = 3;

function toldApart({ name, number }: Directory, people: readonly Directory[]): string {
  const isDoubled = people.filter((one) => one.name === name).length > 1;
  return isDoubled && number !== null ? `${name} …${number.slice(-TAIL_DIGITS)}` : name;
}

const isSameRoom = (a: Home | null, b: Home): boolean =>
  a !== null && a.buildingId === b.buildingId && a.unitId === b.unitId && a.room === b.room;
