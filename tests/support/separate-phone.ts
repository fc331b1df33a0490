import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import { DoorCheck } from '../../src/domain/door-check.ts';
import type { FactBody, FactType } from '../../src/domain/fact.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { Journal } from '../../src/store/journal.ts';
import type { Replica } from '../../src/store/replica.ts';
import type { Sync } from '../../src/sync/sync.ts';
import { addPhone, type TestServer } from '../server/support/test-server.ts';
import { FEW_ROUNDS, PIN } from './phone-storage.ts';

const WAIT = { interval: 5, timeout: 20_000 };

/** One of several phones in one process, each with a profile and modules of its own, and the real server at the end of its wire. */
export interface SeparatePhone {
  journal: Journal;
  replica: Replica;
  sync: Sync;
  /** Who answers; `null`: no network. */
  server: TestServer | null;
  /** Whether somebody is at work on it; nobody is, unless told otherwise. */
  isAtWork: boolean;
  /** Its own operations are compared one by one only where this is set. */
  listsJournal: boolean;
  reports: unknown[];
  /** What the sync found to differ. */
  findings: string[];
  /** How often the app was told that this phone must be wiped now. */
  drained: number;
  record: <T extends FactType>(type: T, body: FactBody<T>) => Promise<Fact>;
  recordCheck: (body: unknown) => Promise<string>;
  /** Exchanges until there is nothing more to do at once. */
  agree: () => Promise<void>;
  /** The app is closed, something happens to what lies on the disk, and it is opened again. */
  restart: (meanwhile: () => Promise<void>) => Promise<void>;
  close: () => void;
}

export async function openSeparatePhone(
  server: TestServer,
  account: { id: string; personId: string },
  /** The phone's own clock; right unless told otherwise. */
  now = () => server.clock.nowMs,
): Promise<SeparatePhone> {
  const registered = await addPhone(server, account);
  vi.resetModules();
  const factory = new IDBFactory();
  globalThis.indexedDB = factory;
  Object.assign(Dexie.dependencies, { indexedDB: factory, IDBKeyRange });
  const { openVault } = await import('../../src/store/vault.ts');
  const { openJournal } = await import('../../src/store/journal.ts');
  const { openReplica } = await import('../../src/store/replica.ts');
  const { createSync } = await import('../../src/sync/sync.ts');
  const { createHttpSend, createHttpSession } = await import('../../src/sync/http.ts');
  const { createHttpRepair } = await import('../../src/sync/http-repair.ts');
  const { createHttpJournalList } = await import('../../src/sync/http-journal-list.ts');
  const vault = await openVault({ now, ...FEW_ROUNDS });
  const { serverId } = await readIdentity(server);
  const by = await vault.enrol({
    reply: {
      server: serverId,
      deviceId: registered.deviceId,
      account: { id: account.id, personId: account.personId, name: '林秋实' },
      organisation: 'Invented Campus',
      isDemo: false,
      publicKey: {},
    },
    deviceToken: registered.token,
    accountSecret: registered.secret,
    pin: PIN,
  });
  const reports: unknown[] = [];
  const findings: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (phone.server === null) throw new TypeError('no network');
    return phone.server.app.request(input, init);
  };
  const listJournal = createHttpJournalList('', fetch);
  const start = async (): Promise<Pick<SeparatePhone, 'journal' | 'replica' | 'sync'>> => {
    const journal = await openJournal(vault, { now });
    const replica = await openReplica(by);
    const sync = createSync({
      journal,
      vault,
      send: createHttpSend('', fetch),
      openSession: createHttpSession('', fetch),
      sendRepair: createHttpRepair('', fetch),
      listJournal: (request, credentials) =>
        phone.listsJournal ? listJournal(request, credentials) : Promise.resolve(null),
      isIdle: () => !phone.isAtWork,
      app: '1.0.0',
      report: (error) => reports.push(error),
      note: (finding) => findings.push(finding),
      onDrained: () => void (phone.drained += 1),
      now,
      random: () => 0.5,
      after: () => () => undefined,
    });
    sync.setReader({ unlocked: by, replica });
    return { journal, replica, sync };
  };
  const rest = () => expect.poll(() => phone.sync.status().isRunning, WAIT).toBe(false);
  const close = (): void => {
    phone.sync.stop();
    phone.journal.close();
    phone.replica.close();
  };
  const phone: SeparatePhone = {
    ...(await start()),
    server,
    isAtWork: false,
    listsJournal: false,
    reports,
    findings,
    drained: 0,
    record: (type, body) => phone.journal.record({ by, type, body, shiftId: null }),
    recordCheck: async (body) => (await phone.record('door-check', DoorCheck.parse(body))).id,
    agree: async () => {
      await rest();
      phone.sync.wake('send-now');
      await rest();
    },
    restart: async (meanwhile) => {
      await rest();
      close();
      await meanwhile();
      Object.assign(phone, await start());
    },
    close,
  };
  return phone;
}

async function readIdentity(server: TestServer): Promise<{ serverId: string }> {
  const { readServerIdentity } = await import('../../src/server/database/meta.ts');
  return readServerIdentity(server.db);
}
