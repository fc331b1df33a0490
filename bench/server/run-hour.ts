import type { Id } from '../../src/domain/id.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { SyncReply } from '../../src/protocol/sync.ts';
import type { HourCampus, Reporter } from './hour-campus.ts';
import { countMismatches, createHourCount, presentIn, type ClassCounts } from './hour-count.ts';
import {
  HOUR_FROM_MS,
  HOUR_MINUTES,
  reportBody,
  RUSH_FROM_MINUTE,
  type Telling,
} from './hour-plan.ts';
import { nextOperation, pushOf, type PushRequest } from './push-request.ts';

/** The world in which the hour passes: its server, and its time. */
export interface HourWorld {
  campus: HourCampus;
  /** How far each phone has read when the hour begins. */
  cursors: ReadonlyMap<Id, string>;
  tellings: readonly Telling[];
  send: (push: PushRequest) => Promise<SyncReply>;
  /** What the office reads of every class now. */
  readCounts: () => Promise<ClassCounts>;
  /** Until that moment of the world; gives how long ago, in our time, it was. */
  waitUntil: (atMs: number) => Promise<number>;
  /** The world's time stands still at that moment, until it goes on. */
  stopAt: (atMs: number) => void;
  goOn: (minute: number) => void;
}

export interface HourResult {
  /** From when a phone began to send until it had its receipt. */
  waitsMs: number[];
  /** The same of the last ten minutes. */
  rushWaitsMs: number[];
  /** Of one look at all classes, while the world stands still. */
  looksMs: number[];
  /** Operations with a receipt that says `stored` or `known`, and those sent. */
  stored: number;
  sent: number;
  /** Class by class and minute by minute, how often the office read other numbers than it must. */
  mismatches: number;
  /** Looks in the middle of a minute that told of fewer people than had their receipt, or of more than had sent. */
  impossible: number;
}

/** Everybody tells at their moment; at the end of each minute the office must read what has been told so far. */
export async function runHour(world: HourWorld): Promise<HourResult> {
  const sent = createHourCount(world.campus.reporters);
  const receipted = createHourCount(world.campus.reporters);
  const phoneOf = createPhones(world);
  const waitsMs: number[] = [];
  const rushWaitsMs: number[] = [];
  const looksMs: number[] = [];
  const result = { stored: 0, sent: 0, mismatches: 0, impossible: 0 };

  async function tell(telling: Telling, startMs: number): Promise<void> {
    const { reporter, answers } = telling;
    result.sent += 1;
    sent.told(reporter.personId, answers);
    const isStored = await phoneOf(reporter).tell(telling);
    const waitMs = performance.now() - startMs;
    waitsMs.push(waitMs);
    if (minuteOf(telling) >= RUSH_FROM_MINUTE) rushWaitsMs.push(waitMs);
    if (isStored) result.stored += 1;
    receipted.told(reporter.personId, answers);
  }
  async function look(): Promise<ClassCounts> {
    const startMs = performance.now();
    const read = await world.readCounts();
    looksMs.push(performance.now() - startMs);
    return read;
  }
  async function lookMeanwhile(): Promise<void> {
    const least = presentIn(receipted.classes());
    const read = presentIn(await look());
    if (read < least || read > presentIn(sent.classes())) result.impossible += 1;
  }

  for (let minute = 0; minute < HOUR_MINUTES; minute += 1) {
    const running: Promise<void>[] = [];
    const fromMs = HOUR_FROM_MS + minute * MINUTE_MS;
    let isToLook = minute >= RUSH_FROM_MINUTE;
    world.goOn(minute);
    for (const telling of world.tellings.filter((one) => minuteOf(one) === minute)) {
      const lateMs = await world.waitUntil(telling.atMs);
      running.push(tell(telling, performance.now() - lateMs));
      if (isToLook && telling.atMs > fromMs + MINUTE_MS / 2) {
        isToLook = false;
        running.push(lookMeanwhile());
      }
    }
    await world.waitUntil(fromMs + MINUTE_MS);
    world.stopAt(fromMs + MINUTE_MS);
    await Promise.all(running);
    result.mismatches += countMismatches(await look(), sent.classes());
  }
  return { ...result, waitsMs, rushWaitsMs, looksMs };
}

const MINUTE_MS = 60_000;

const minuteOf = ({ atMs }: Telling): number => Math.floor((atMs - HOUR_FROM_MS) / MINUTE_MS);

/** The phone of each, made when first asked for. */
function createPhones(world: HourWorld): (reporter: Reporter) => ReportingPhone {
  const phones = new Map<Id, ReportingPhone>();
  return (reporter) => {
    const phone = phones.get(reporter.personId) ?? createPhone(world, reporter);
    phones.set(reporter.personId, phone);
    return phone;
  };
}

interface ReportingPhone {
  /** Whether the server says that it is stored. One after the other: a phone sends one thing at a time. */
  tell: (telling: Telling) => Promise<boolean>;
}

function createPhone({ send, cursors }: HourWorld, reporter: Reporter): ReportingPhone {
  let cursor = cursors.get(reporter.personId) ?? '';
  let first: Id | null = null;
  let before: Promise<unknown> = Promise.resolve();

  async function tell({ atMs, answers, isAmending, isReplyLost }: Telling): Promise<boolean> {
    const body = reportBody(reporter, answers, isAmending ? first : null);
    const operation = nextOperation(reporter, { type: 'self-report', body, atMs });
    first ??= operation.id;
    const reading = { session: reporter.session, cursor };
    const push = pushOf(reporter, { operations: [operation], atMs, reading });
    if (isReplyLost) await send(push);
    const reply = await send(push);
    if (reply.pull?.outcome === 'changes') cursor = reply.pull.cursor;
    return isTaken(reply, operation);
  }
  return {
    tell: (telling) => {
      const told = before.then(() => tell(telling));
      before = told;
      return told;
    },
  };
}

/** The receipt says that the server has it, and the person's own report has come down again. */
function isTaken({ push, pull }: SyncReply, { id }: Operation): boolean {
  const isDown =
    pull?.outcome === 'changes' &&
    pull.pages.some(({ entries }) =>
      entries.some((entry) => entry.kind === 'fact' && entry.fact.id === id),
    );
  const outcome = push?.results[0]?.outcome;
  return isDown && (outcome === 'stored' || outcome === 'known');
}
