import { createHttpSend, createHttpSession } from '../../src/sync/http.ts';
import { createSync, type Sync, type SyncParts } from '../../src/sync/sync.ts';
import { openJournal, type Journal } from '../../src/store/journal.ts';
import { openReplica, type Replica } from '../../src/store/replica.ts';
import { openVault, type Unlocked, type Vault } from '../../src/store/vault.ts';
import { expect } from 'vitest';
import { createFakeServer, type FakeServer } from './fake-server.ts';
import { buildCheck, buildEnrolment, emptyProfile, FEW_ROUNDS } from './phone-storage.ts';

/** A phone with real storage and a server that is faked at `fetch`. */
export interface Phone {
  vault: Vault;
  by: Unlocked;
  journal: Journal;
  replica: Replica;
  server: FakeServer;
  /** Starts when a test first asks for it: what was recorded before waits. */
  readonly sync: Sync;
  reports: unknown[];
  /** What the sync found to differ. */
  findings: string[];
  clock: { now: number };
  /** What is scheduled, as the time until it runs. */
  timer: { ms: number; run: () => void } | null;
  recordCheck: () => Promise<string>;
  /** Lets the cycle that runs come to its end. */
  rest: () => Promise<void>;
  /** Lets the time pass until the next scheduled try, and the try come to its end. */
  passTime: () => Promise<void>;
  close: () => void;
}

export async function startPhone(fields: Partial<SyncParts> = {}): Promise<Phone> {
  await emptyProfile();
  const clock = { now: Date.parse('2022-03-14T08:00:00.000Z') };
  const now = () => clock.now;
  const vault = await openVault({ now, ...FEW_ROUNDS });
  const enrolment = buildEnrolment();
  const by = await vault.enrol(enrolment);
  const journal = await openJournal(vault, { now });
  const replica = await openReplica(by);
  const server = createFakeServer(enrolment.reply.server);
  server.now = () => new Date(now()).toISOString();
  const reports: unknown[] = [];
  const findings: string[] = [];

  let sync: Sync | null = null;
  const start = () =>
    createSync({
      journal,
      vault,
      send: createHttpSend('', (input, init) => server.fetch(input, init)),
      openSession: createHttpSession('', (input, init) => server.fetch(input, init)),
      app: '1.0.0',
      report: (error) => reports.push(error),
      note: (finding) => findings.push(finding),
      now,
      random: () => 0.5,
      after: (ms, run) => {
        phone.timer = { ms, run };
        return () => (phone.timer = null);
      },
      ...fields,
    });
  // Patient: the first cycle of a file waits until what the sync imports has been read.
  const rest = () =>
    expect.poll(() => phone.sync.status().isRunning, { interval: 5, timeout: 10_000 }).toBe(false);
  const phone: Phone = {
    vault,
    by,
    journal,
    replica,
    server,
    get sync() {
      return (sync ??= start());
    },
    reports,
    findings,
    clock,
    timer: null,
    recordCheck: async () => {
      const parts = { by, type: 'door-check', body: buildCheck(), shiftId: null } as const;
      return (await journal.record(parts)).id;
    },
    rest,
    passTime: async () => {
      const { timer } = phone;
      clock.now += timer?.ms ?? 0;
      timer?.run();
      await rest();
    },
    close: () => {
      sync?.stop();
      journal.close();
      replica.close();
    },
  };
  return phone;
}
