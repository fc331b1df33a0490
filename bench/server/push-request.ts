import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { signedText } from '../../src/domain/operation-text.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { SCHEMA_VERSION, SYNC_CONTENT_TYPE } from '../../src/protocol/version.ts';
import type { DutyPhone } from './duty-campus.ts';

export interface PushRequest {
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/** The next `count` checks of this phone, each of a resident by chance, as the app would send them. */
export function nextPush(phone: DutyPhone, count: number): PushRequest {
  const operations = Array.from({ length: count }, () => nextCheck(phone));
  const now = new Date().toISOString();
  const request: SyncRequest = {
    v: 1,
    nonce: randomBytes(16).toString('base64url'),
    app: '0.1.0',
    schema: SCHEMA_VERSION,
    clock: { now, zone: 'Asia/Shanghai', boot: phone.deviceId, monoMs: Date.now() },
    push: { log: phone.log, operations, acked: phone.seq - count - 1 },
    pull: null,
    health: { pending: count, oldestPendingAt: now, parked: 0, persisted: true, freeBytes: null },
    doorId: phone.doorId,
  };
  return {
    headers: {
      authorization: `Bearer ${phone.token}`,
      'content-type': SYNC_CONTENT_TYPE,
      'content-encoding': 'gzip',
    },
    body: gzipSync(JSON.stringify(request)),
  };
}

function nextCheck(phone: DutyPhone): Operation {
  const tempC = 36 + randomInt(15) / 10;
  const personId = phone.residentIds[randomInt(phone.residentIds.length)] ?? '';
  const unsigned = {
    id: uuidv7(),
    by: phone.accountId,
    at: new Date().toISOString(),
    zone: 'Asia/Shanghai',
    boot: phone.deviceId,
    monoMs: Date.now(),
    offsetMs: 0,
    type: 'door-check',
    tv: 1,
    shiftId: null,
    body: {
      subject: { kind: 'person', personId },
      doorId: phone.doorId,
      direction: randomInt(2) === 0 ? 'in' : 'out',
      reading: { tempC, site: 'forehead', thermometerId: null, rawValue: tempC, rawUnit: 'C' },
      repeats: null,
      amends: null,
    },
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
