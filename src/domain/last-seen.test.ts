import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFact,
  DOOR,
  factOf,
  idOf,
  momentAt,
  voidFact,
} from '../../tests/support/door-facts.ts';
import { foldDoorLog } from './door-log.ts';
import { lastSeen } from './last-seen.ts';
import type { Fact } from './operation.ts';
import { foldRounds } from './round-log.ts';

const WHO = idOf('r', 1);
const ROOM = idOf('m', 1);
const inRoom = (id: number, at: number, state = 'present'): Fact =>
  factOf({ id: idOf('q', id), at }, 'presence', { roomId: ROOM, personId: WHO, state });
const seen = (facts: readonly Fact[], until = 1000) =>
  lastSeen({ doors: foldDoorLog(facts), rounds: foldRounds(facts) }, WHO, momentAt(until));

describe('where somebody was seen last', () => {
  it('is the later of door and room, until the moment asked for', () => {
    const facts = [checkFact({ id: idOf('c', 1), at: 10, direction: 'out' }), inRoom(1, 20)];
    expect(seen([])).toBeNull();
    expect(seen(facts)).toEqual({ kind: 'room', at: momentAt(20), roomId: ROOM });
    expect(seen(facts, 19)).toEqual({
      kind: 'door',
      at: momentAt(10),
      doorId: DOOR,
      direction: 'out',
    });
    expect(
      seen([
        ...facts,
        factOf({ id: idOf('q', 2), at: 30 }, 'second-check', { roomId: ROOM, personId: WHO }),
      ])?.at,
    ).toBe(momentAt(30));
  });

  it('is neither a room that did not find them, nor what was taken back', () => {
    const out = checkFact({ id: idOf('c', 1), at: 40, direction: 'out' });
    const undo = voidFact({ id: idOf('v', 1), at: 50, voids: out.id });
    expect(seen([inRoom(1, 20), inRoom(2, 30, 'absent'), out, undo])?.at).toBe(momentAt(20));
  });

  it('does not hang on the order of the facts', () => {
    const facts = [
      ...[1, 2, 3].map((number) => checkFact({ id: idOf('c', number), at: number % 2 })),
      ...[1, 2, 3].map((number) => inRoom(number, number % 2)),
    ];
    const orders = fc.shuffledSubarray([...facts, ...facts], { minLength: 12 });
    fc.assert(
      fc.property(orders, (order) => {
        expect(seen(order)).toEqual(seen(facts));
      }),
    );
  });
});
