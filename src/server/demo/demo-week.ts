import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { DoorCheck, Shift, Visitor } from '../../domain/door-check.ts';
import type { FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import { signedText } from '../../domain/operation-text.ts';
import type { Chance } from './chance.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const REST_MS = 11 * 60_000;
/** The campus's morning begins at 06:00 in UTC+8. */
const MORNING_UTC_HOUR = -2;

/** Whose phone signs. */
export interface Signer {
  accountId: Id;
  secret: string;
}

/** One door's phone in the demo, and who holds it. */
export interface DemoPost extends Signer {
  doorId: Id;
  residentIds: readonly Id[];
}

export type Draft = Pick<Operation, 'type' | 'body' | 'shiftId'> & { atMs: number; id: Id };

/** A week of records at one door, signed as its phone would sign them, in the order of recording. */
export function demoWeek(post: DemoPost, chance: Chance, nowMs: number): Omit<Operation, 'seq'>[] {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const drafts: Draft[] = [];
  for (let day = today - 6 * DAY_MS; day <= today; day += DAY_MS)
    drafts.push(...demoDay(post, chance, day + MORNING_UTC_HOUR * HOUR_MS));
  return drafts
    .filter(({ atMs }) => atMs < nowMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((draft) => signed(draft, post));
}

function demoDay(post: DemoPost, chance: Chance, morningMs: number): Draft[] {
  const { doorId } = post;
  const shift = draftOf({
    type: 'shift',
    shiftId: null,
    atMs: morningMs,
    body: {
      doorId,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
    } satisfies Shift,
  });
  const walks = post.residentIds
    .filter(() => chance.happens(0.55))
    .flatMap((personId) => {
      const outMs = morningMs + chance.whole(10, 360) * 60_000;
      const backMs = outMs + chance.whole(30, 400) * 60_000;
      const walk = { doorId, shiftId: shift.id, personId };
      const passages = [demoCheck({ ...walk, direction: 'out', atMs: outMs }, chance)];
      if (chance.happens(0.93))
        passages.push(demoCheck({ ...walk, direction: 'in', atMs: backMs }, chance));
      return passages.flatMap((check) => [check, ...secondReading(check, chance)]);
    });
  return [shift, ...walks, ...demoVisit(post, shift, chance)];
}

interface Passing {
  doorId: Id;
  shiftId: Id;
  personId: Id;
  direction: DoorCheck['direction'];
  atMs: number;
}

function demoCheck(passing: Passing, chance: Chance): Draft & { body: DoorCheck } {
  const { doorId, shiftId, personId, direction, atMs } = passing;
  const isHigh = chance.happens(0.004);
  const isLow = chance.happens(0.01);
  const tenths = isHigh
    ? chance.whole(373, 386)
    : isLow
      ? chance.whole(338, 349)
      : chance.whole(359, 371);
  const body: DoorCheck = {
    subject: { kind: 'person', personId },
    doorId,
    direction,
    reading: {
      tempC: tenths / 10,
      site: 'forehead',
      thermometerId: null,
      rawValue: tenths / 10,
      rawUnit: 'C',
    },
    repeats: null,
    amends: null,
  };
  return { ...draftOf({ type: 'door-check', shiftId, atMs, body }), body };
}

/** After a high reading and the rest: once more, at the armpit. */
function secondReading(first: Draft & { body: DoorCheck }, chance: Chance): Draft[] {
  const { reading } = first.body;
  if (reading === null || reading.tempC < 37.3) return [];
  const tempC = chance.happens(0.7) ? 36.8 : reading.tempC;
  const body: DoorCheck = {
    ...first.body,
    reading: { ...reading, tempC, rawValue: tempC, site: 'axilla' },
    repeats: first.id,
  };
  return [
    draftOf({ type: 'door-check', shiftId: first.shiftId, atMs: first.atMs + REST_MS, body }),
  ];
}

function demoVisit(post: DemoPost, shift: Draft, chance: Chance): Draft[] {
  const hostId = chance.pick(post.residentIds);
  const { doorId } = post;
  const atMs = shift.atMs + chance.whole(180, 500) * 60_000;
  const visitor = draftOf({
    type: 'visitor',
    shiftId: shift.id,
    atMs,
    body: {
      doorId,
      name: `演示访客 ${chance.whole(10, 99)}`,
      hostId,
      hostText: null,
      phone: '15400000000',
    } satisfies Visitor,
  });
  const passage = (direction: 'in' | 'out', laterMs: number): Draft =>
    draftOf({
      type: 'door-check',
      shiftId: shift.id,
      atMs: atMs + laterMs,
      body: {
        subject: { kind: 'visitor', visitorId: visitor.id },
        doorId,
        direction,
        reading: null,
        repeats: null,
        amends: null,
      } satisfies DoorCheck,
    });
  return [visitor, passage('in', 1000), passage('out', chance.whole(30, 90) * 60_000)];
}

export function draftOf(of: Omit<Draft, 'id'> & { type: FactType }): Draft {
  return { ...of, id: uuidv7({ msecs: of.atMs }) };
}

export function signed(draft: Draft, post: Signer): Omit<Operation, 'seq'> {
  const { atMs, ...rest } = draft;
  const operation = {
    ...rest,
    by: post.accountId,
    at: new Date(atMs).toISOString(),
    zone: 'Asia/Shanghai',
    boot: 'demo',
    monoMs: 0,
    offsetMs: 0,
    tv: 1,
  };
  const sig = createHmac('sha256', Buffer.from(post.secret, 'base64url'))
    .update(signedText(operation), 'utf8')
    .digest()
    .subarray(0, 16)
    .toString('base64url');
  return { ...operation, sig };
}
