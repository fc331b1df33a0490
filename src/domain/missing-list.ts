import type { Id, Instant } from './id.ts';
import { byNaturalOrder } from './natural-order.ts';
import type { SessionLog } from './session-log.ts';
import type { Member, SessionSheet } from './session-sheet.ts';

/** Somebody of whom nobody has said anything in the session. */
export interface MissingPerson<Of extends Member = Member> {
  member: Of;
  /** When the server last heard this person's phone; `null`: never, or there is none. */
  heardAt: Instant | null;
  /** A report may lie on the phone: the server has not heard it for a while. */
  isSilent: boolean;
  /** When the leave ended from which they are not back. */
  overdueSince: Instant | null;
  /** The last reminder of this session. */
  remindedAt: Instant | null;
}

export interface MissingList<Of extends Member = Member> {
  /** By room, then as they were given. */
  people: readonly MissingPerson<Of>[];
  /** How many have a phone that the server has not heard for a while. */
  silent: number;
  /** The newest contact of those: no phone of them was heard since. */
  silentSince: Instant | null;
  /** How many have no phone that the server ever heard. */
  phoneless: number;
  /** Rooms with how many of theirs are missing, in their natural order; without a room last. */
  rooms: readonly { room: string | null; count: number }[];
}

export interface PhoneContacts {
  /** When these contacts were fetched from the server; `null`: nobody knows, so nobody is called silent. */
  asOf: Instant | null;
  silentMinutes: number;
  /** When the server last heard a person's phone. */
  heardAt: ReadonlyMap<Id, Instant>;
}

/** Whoever is expected, not excused, due and not heard of. */
export function missingOf<Of extends Member>(
  sheet: SessionSheet<Of>,
  log: SessionLog,
  { asOf, silentMinutes, heardAt }: PhoneContacts,
): MissingList<Of> {
  const silentBefore =
    asOf === null ? '' : new Date(Date.parse(asOf) - silentMinutes * 60_000).toISOString();
  const people = sheet.rows
    .filter(({ state }) => state === 'missing')
    .map(({ member, overdueSince }): MissingPerson<Of> => {
      const heard = heardAt.get(member.personId) ?? null;
      const reminder = log.remindersOf(member.personId, sheet.window).at(-1);
      return {
        member,
        heardAt: heard,
        isSilent: heard !== null && heard <= silentBefore,
        overdueSince,
        remindedAt: reminder?.at ?? null,
      };
    })
    .sort((a, b) => byRoom(a.member.room, b.member.room));
  const silent = people.filter(({ isSilent }) => isSilent);
  return {
    people,
    silent: silent.length,
    silentSince: latest(silent.map(({ heardAt }) => heardAt)),
    phoneless: people.filter(({ heardAt }) => heardAt === null).length,
    rooms: roomsOf(people),
  };
}

function roomsOf(people: readonly MissingPerson[]): MissingList['rooms'] {
  const counts = new Map<string | null, number>();
  for (const { member } of people) counts.set(member.room, (counts.get(member.room) ?? 0) + 1);
  return [...counts].map(([room, count]) => ({ room, count }));
}

function byRoom(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return byNaturalOrder(a, b);
}

const latest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
