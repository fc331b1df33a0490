import { personKey, type DoorLog } from './door-log.ts';
import type { Direction } from './door-check.ts';
import type { Id, Instant } from './id.ts';
import type { RoundLog } from './round-log.ts';

/** Where somebody was seen last: evidence for whoever looks for them, and never a count. */
export type LastSeen =
  | { kind: 'door'; at: Instant; doorId: Id; direction: Direction }
  | { kind: 'room'; at: Instant; roomId: Id };

/** Of the two logs the latest until that moment, by corrected time, then id; `null`: nowhere that is known. */
export function lastSeen(
  { doors, rounds }: { doors: DoorLog; rounds: RoundLog },
  personId: Id,
  until: Instant,
): LastSeen | null {
  const seen = [
    ...doors.entriesOf(personKey(personId)).map(({ at, id, check: { doorId, direction } }) => ({
      id,
      seen: { kind: 'door', at, doorId, direction } as const,
    })),
    ...rounds
      .presencesOf(personId)
      .filter(({ body }) => body.state === 'present')
      .map(({ at, id, body }) => ({
        id,
        seen: { kind: 'room', at, roomId: body.roomId } as const,
      })),
    ...rounds.secondChecksOf(personId).map(({ at, id, body }) => ({
      id,
      seen: { kind: 'room', at, roomId: body.roomId } as const,
    })),
  ];
  let last: (typeof seen)[number] | null = null;
  for (const one of seen) {
    if (one.seen.at > until) continue;
    if (last === null || `${last.seen.at} ${last.id}` < `${one.seen.at} ${one.id}`) last = one;
  }
  return last?.seen ?? null;
}
