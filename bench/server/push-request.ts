import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import type { Id } from '../../src/domain/id.ts';
import { signedText } from '../../src/domain/operation-text.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { SCHEMA_VERSION, SESSION_HEADER, SYNC_CONTENT_TYPE } from '../../src/protocol/version.ts';
import type { DutyPhone } from './duty-campus.ts';

export interface PushRequest {
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/** What a phone signs and sends by. */
export interface SendingPhone {
  deviceId: Id;
  accountId: Id;
  token: string;
  secret: string;
  log: Id;
  /** The next number of its journal. */
  seq: number;
}

/** The next `count` checks of this phone, each of a resident by chance, as the app would send them. */
export function nextPush(phone: DutyPhone, count: number): PushRequest {
  const operations = Array.from({ length: count }, () =>
    nextOperation(phone, { type: 'door-check', body: checkBody(phone), atMs: Date.now() }),
  );
  return pushOf(phone, { operations, atMs: Date.now(), doorId: phone.doorId });
}

/** One request with these operations, which no earlier one of this phone has brought. */
export function pushOf(
  phone: SendingPhone,
  of: {
    operations: readonly Operation[];
    atMs: number;
    doorId?: Id;
    /** To hear what is new in the same reply. */
    reading?: { session: string; cursor: string };
  },
): PushRequest {
  const { operations, atMs, doorId = null, reading } = of;
  const now = new Date(atMs).toISOString();
  const pending = operations.length;
  const request: SyncRequest = {
    v: 1,
    nonce: randomBytes(16).toString('base64url'),
    app: '0.1.0',
    schema: SCHEMA_VERSION,
    clock: { now, zone: 'Asia/Shanghai', boot: phone.deviceId, monoMs: atMs },
    push: { log: phone.log, operations: [...operations], acked: phone.seq - pending - 1 },
    pull: reading ? { account: phone.accountId, cursor: reading.cursor, max: 5000 } : null,
    health: { pending, oldestPendingAt: now, parked: 0, persisted: true, freeBytes: null },
    doorId,
  };
  return {
    headers: {
      authorization: `Bearer ${phone.token}`,
      'content-type': SYNC_CONTENT_TYPE,
      'content-encoding': 'gzip',
      ...(reading && { [SESSION_HEADER]: reading.session }),
    },
    body: gzipSync(JSON.stringify(request)),
  };
}

/** As this phone records and signs it; its number is used up. */
export function nextOperation(
  phone: SendingPhone,
  { type, body, atMs }: { type: string; body: object; atMs: number },
): Operation {
  const unsigned = {
    id: uuidv7(),
    by: phone.accountId,
    at: new Date(atMs).toISOString(),
    zone: 'Asia/Shanghai',
    boot: phone.deviceId,
    monoMs: atMs,
    offsetMs: 0,
    type,
    tv: 1,
    shiftId: null,
    body,
  };
  const sig = createHmac('sha256', Buffer.from(phone.secret, 'base64url'))
    .update(signedText(unsigned))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
  const seq = phone.seq;
  phone.seq += 1;
  return { ...unsigned, seq, sig };
}

function checkBody(phone: DutyPhone): object {
  const tempC = 36 + randomInt(15) / 10;
  const personId = phone.residentIds[randomInt(phone.residentIds.length)] ?? '';
  return {
    subject: { kind: 'person', personId },
    doorId: phone.doorId,
    direction: randomInt(2) === 0 ? 'in' : 'out',
    reading: { tempC, site: 'forehead', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
    repeats: null,
    amends: null,
  };
}
