import type { Fact } from '../../src/domain/operation.ts';
import { buildChanges, buildPage } from './feed.ts';
import { inTheUnit } from './in-the-unit.tsx';
import { UNIT } from './unit-campus.ts';

const LATE = '2020-06-08T05:00:00.000Z';

/** In room 201; `facts` have come down, of 13:00 on the campus's day. */
export const inRoom = (...facts: Fact[]) => inRoomTold(LATE, ...facts);

/** The same with facts of another time. */
export async function inRoomTold(told: string, ...facts: Fact[]) {
  const unit = await inTheUnit();
  await unit.startRound();
  if (facts.length > 0) {
    const entries = facts.map((fact, place) => ({
      kind: 'fact' as const,
      seq: place + 1,
      sha: fact.id,
      fact: { ...fact, at: told, correctedAt: told, receivedAt: told },
    }));
    await unit.app.replica.apply({
      cursorUsed: 'c1',
      changes: buildChanges('c2', [buildPage(`unit:${UNIT}/health`, entries)]),
    });
    // What has come down is there at once in an app that is opened with it.
    unit.restart();
  }
  await unit.enter('201');
  return unit;
}
