import 'fake-indexeddb/auto';
import { afterEach, expect, onTestFinished } from 'vitest';
import type { Attachment } from '../../src/store/attachments.ts';
import { openJournal, type Journal } from '../../src/store/journal.ts';
import { openReplica } from '../../src/store/replica.ts';
import { openVault } from '../../src/store/vault.ts';
import {
  createHttpAttachmentRead,
  createHttpAttachmentSend,
} from '../../src/sync/attachment-http.ts';
import { createHttpSend, createHttpSession } from '../../src/sync/http.ts';
import { createSync, type Sync } from '../../src/sync/sync.ts';
import { missingAttachments } from '../../src/server/attachments/read-attachments.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import { addCampus, addStaff } from '../server/support/campus.ts';
import { addPhone, openServer } from '../server/support/test-server.ts';
import { buildCheck, deleteDatabase, emptyProfile, FEW_ROUNDS, PIN } from './phone-storage.ts';

/** What the line does with one request of the attachments' lane: `pass` lets it through to the real server. */
export type Line = (
  pass: (body?: Uint8Array<ArrayBuffer>) => Promise<Response>,
  sent: Sent,
) => Promise<Response>;
export interface Sent {
  path: string;
  offset: number;
  body: Uint8Array<ArrayBuffer>;
  signal: AbortSignal | null;
}

export const cut = () => Promise.reject(new TypeError('Failed to fetch'));
const running: { sync: Sync; journal: Journal }[] = [];
afterEach(() => {
  for (const { sync, journal } of running.splice(0)) {
    sync.stop();
    journal.close();
  }
});

/** A real phone and a real server; only the line between them is the test's. The phone stays locked. */
export async function photoPhone() {
  const server = await openServer();
  const campus = await addCampus(server);
  const { east } = campus;
  const post = { kind: 'building', id: east.id } as const;
  const account = await addStaff(server, { role: 'guard', post });
  const enrolled = await addPhone(server, account);
  const { serverId } = await readServerIdentity(server.db);

  await emptyProfile();
  const now = () => server.clock.nowMs;
  let vault = await openVault({ now, ...FEW_ROUNDS });
  const enrolment = {
    reply: {
      server: serverId,
      deviceId: enrolled.deviceId,
      account: { ...account, name: '周望舒' },
      organisation: 'Invented Campus',
      isDemo: false,
      publicKey: { kty: 'EC' },
    },
    deviceToken: enrolled.token,
    accountSecret: enrolled.secret,
    pin: PIN,
  };
  const by = await vault.enrol(enrolment);

  const sent: Sent[] = [];
  let timer: { ms: number; run: () => void } | null = null;
  const fetch = (async (input: string, init: RequestInit = {}) => {
    const ask = (body = init.body) => server.app.request(input, { ...init, body: body ?? null });
    if (!input.includes('/attachments/') || init.method !== 'POST') return ask();
    const request: Sent = {
      path: input,
      offset: Number(new Headers(init.headers).get('upload-offset')),
      body: init.body as Uint8Array<ArrayBuffer>,
      signal: init.signal ?? null,
    };
    sent.push(request);
    return phone.line((body) => Promise.resolve(ask(body)), request);
  }) as typeof globalThis.fetch;

  async function start() {
    const journal = await openJournal(vault, { now });
    const sync = createSync({
      journal,
      vault,
      send: createHttpSend('', fetch),
      openSession: createHttpSession('', fetch),
      sendAttachment: createHttpAttachmentSend('', fetch),
      readAttachment: createHttpAttachmentRead('', fetch),
      app: '1.0.0',
      report: (error) => server.reports.push(error),
      now,
      random: () => 0.5,
      after: (ms, run) => {
        timer = { ms, run };
        return () => (timer = null);
      },
    });
    running.push({ sync, journal });
    return { journal, sync };
  }

  const phone = {
    server,
    campus,
    deviceId: enrolled.deviceId,
    sent,
    line: ((pass) => pass()) as Line,
    ...(await start()),
    timer: () => timer,
    missing: () => missingAttachments(server.db, enrolled.deviceId),
    received: async () => {
      const rows = await server.db.selectFrom('attachment').select('sha').execute();
      return rows.map(({ sha }) => sha);
    },
    operationsReceived: async () =>
      (await server.db.selectFrom('opLog').select('id').execute()).map(({ id }) => id),
    async record(...photos: Attachment[]): Promise<string> {
      const body = {
        ...buildCheck({ doorId: east.doorId }),
        ...(photos.length > 0 && { photos: photos.map(({ ref }) => ref) }),
      };
      const parts = { by, type: 'door-check', body, shiftId: null } as const;
      return (await phone.journal.record({ ...parts, attachments: photos })).id;
    },
    // Room for a busy machine, which fetches code at the first cycle.
    rest: () =>
      expect
        .poll(() => phone.sync.status().isRunning, { interval: 5, timeout: 20_000 })
        .toBe(false),
    async send() {
      phone.sync.wake('send-now');
      await phone.rest();
    },
    async passTime() {
      const due = timer;
      server.clock.nowMs += due?.ms ?? 0;
      due?.run();
      await phone.rest();
    },
    /** As when the PIN was typed: what may be read comes down. */
    async unlock() {
      const replica = await openReplica(by);
      onTestFinished(() => replica.close());
      phone.sync.setReader({ unlocked: by, replica });
      await phone.rest();
    },
    /** As an app that was killed and opened again. */
    async restart() {
      phone.sync.stop();
      phone.journal.close();
      Object.assign(phone, await start());
    },
    async loseKeys() {
      phone.sync.stop();
      phone.journal.close();
      await deleteDatabase('device');
      vault = await openVault({ now, ...FEW_ROUNDS });
      await vault.enrol(enrolment);
      Object.assign(phone, await start());
    },
  };
  return phone;
}
