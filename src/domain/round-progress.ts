import { dayOf } from './campus-day.ts';
import type { Day, Id, Instant } from './id.ts';
import type { PresenceState } from './room-visit.ts';
import type { Round, RoundPurpose } from './round.ts';
import type { RoundLog, VisitEntry } from './round-log.ts';

/** A room with whoever lives there, by the directory. */
export interface RoomToWalk {
  id: Id;
  residentIds: readonly Id[];
}

/**
 * How far a room is: nobody was asked after, some were, all were; or somebody was not there and nobody has
 * seen them since.
 */
export type RoomState = 'left' | 'begun' | 'revisit' | 'done';

/** Of one campaign, or of one day: those who walk a unit for the same end share their progress. */
export interface WalkQuestion {
  unitId: Id;
  purpose: RoundPurpose;
  campaignId: Id | null;
  /** The day (`dayOfWalk`) on which the rounds began; of a campaign all days count. */
  day: Day;
  zone: string;
}

/** A night check belongs to the evening before it, also when it begins after midnight: its day lasts until noon. */
export function dayOfWalk(
  at: Instant,
  { purpose, zone }: Pick<WalkQuestion, 'purpose' | 'zone'>,
): Day {
  const halfDayMs = 12 * 3_600_000;
  return purpose === 'night_check'
    ? dayOf(new Date(Date.parse(at) - halfDayMs).toISOString(), zone)
    : dayOf(at, zone);
}

/** The ids of the rounds that walk the same unit for the same end. */
export function walkOf(log: RoundLog, of: WalkQuestion): ReadonlySet<Id> {
  const same = log.rounds().filter((one) => isOfWalk(one, of));
  return new Set(same.map(({ id }) => id));
}

/** `at`: when the round began. */
export function isOfWalk({ at, round }: { at: Instant; round: Round }, of: WalkQuestion): boolean {
  const { unitId, purpose, campaignId } = round;
  if (unitId !== of.unitId || purpose !== of.purpose || campaignId !== of.campaignId) return false;
  return campaignId !== null || dayOfWalk(at, of) === of.day;
}

/** What was last seen of a person on these rounds. */
export interface PersonStanding {
  state: PresenceState;
  at: Instant;
  by: Id;
  /** See `complaintOf`. */
  complaint: string | null;
  /** Written by hand then, and typed in later. */
  isFromPaper: boolean;
}

/**
 * Where somebody is by these rounds: the latest word by corrected time, then id; whoever was measured in the room
 * was there. `null`: nobody has asked after them yet.
 */
export function personStanding(
  log: RoundLog,
  personId: Id,
  walk: ReadonlySet<Id>,
): PersonStanding | null {
  const presence = lastOf(log.presencesOf(personId), walk);
  const check = lastOf(log.secondChecksOf(personId), walk);
  if (presence === undefined && check === undefined) return null;
  const complaint = complaintOf(log, personId, walk)?.body.complaint ?? null;
  if (check !== undefined && (presence === undefined || isLater(check, presence)))
    return {
      state: 'present',
      at: check.at,
      by: check.by,
      complaint,
      isFromPaper: isFromPaper(check),
    };
  if (presence === undefined) return null;
  const { at, by, body } = presence;
  return { state: body.state, at, by, complaint, isFromPaper: isFromPaper(presence) };
}

/**
 * The word that tells what somebody complains of on these rounds: the last that tells anything, whatever was said of
 * them since without a word on it, until somebody says that it is over.
 */
export function complaintOf(
  log: RoundLog,
  personId: Id,
  walk: ReadonlySet<Id>,
): VisitEntry<'presence'> | null {
  const last = log
    .presencesOf(personId)
    .filter((entry) => isOf(walk, entry))
    .filter(({ body }) => body.complaint !== null || body.isComplaintOver === true)
    .at(-1);
  return last === undefined || last.body.complaint === null ? null : last;
}

/** The room as one walks it while these people are known to be elsewhere: nobody asks after them. */
export function roomWithout(
  { id, residentIds }: RoomToWalk,
  elsewhere: { has: (personId: Id) => boolean },
): RoomToWalk {
  return { id, residentIds: residentIds.filter((personId) => !elsewhere.has(personId)) };
}

/** A room where nobody lives is done once anybody has been in it. */
export function roomState(log: RoundLog, room: RoomToWalk, walk: ReadonlySet<Id>): RoomState {
  const states = room.residentIds.map((id) => personStanding(log, id, walk)?.state ?? null);
  if (states.some((state) => state === 'absent' || state === 'not_in')) return 'revisit';
  const wasVisited = log.inRoom(room.id).some((entry) => isOf(walk, entry));
  if (states.every((state) => state !== null))
    return states.length > 0 || wasVisited ? 'done' : 'left';
  return wasVisited || states.some((state) => state !== null) ? 'begun' : 'left';
}

export interface Progress {
  rooms: number;
  /** Those done and those to revisit: somebody has been there and asked after everybody. */
  walked: number;
  toRevisit: number;
}

export function progressOf(states: Iterable<RoomState>): Progress {
  const progress = { rooms: 0, walked: 0, toRevisit: 0 };
  for (const state of states) {
    progress.rooms += 1;
    if (state === 'done' || state === 'revisit') progress.walked += 1;
    if (state === 'revisit') progress.toRevisit += 1;
  }
  return progress;
}

/** Of these rooms the one that this account recorded something in last, on whatever day; `null` if in none. */
export function stoppedAt(log: RoundLog, roomIds: Iterable<Id>, accountId: Id): Id | null {
  let last: VisitEntry | null = null;
  for (const roomId of roomIds) {
    const own = log
      .inRoom(roomId)
      .filter(({ by }) => by === accountId)
      .at(-1);
    if (own !== undefined && (last === null || isLater(own, last))) last = own;
  }
  return last?.body.roomId ?? null;
}

const lastOf = <T extends VisitEntry>(
  entries: readonly T[],
  walk: ReadonlySet<Id>,
): T | undefined => entries.filter((entry) => isOf(walk, entry)).at(-1);

export const isFromPaper = ({ body }: VisitEntry): boolean => body.onPaperAt !== undefined;

const isOf = (walk: ReadonlySet<Id>, { roundId }: VisitEntry): boolean =>
  roundId !== null && walk.has(roundId);

function isLater(a: Pick<VisitEntry, 'at' | 'id'>, b: Pick<VisitEntry, 'at' | 'id'>): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
