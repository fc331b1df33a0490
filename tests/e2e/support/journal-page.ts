import * as z from 'zod/mini';
import { redeem } from '../../../src/app/shell/enrolment/redeem.ts';
import type { Id } from '../../../src/domain/id.ts';
import { openJournal, type Journal } from '../../../src/store/journal.ts';
import { keepSecondCopy } from '../../../src/store/second-copy.ts';
import { openVault, type Unlocked, type Vault } from '../../../src/store/vault.ts';
import { forwardCopies, type Recovered } from '../../../src/sync/forward-copies.ts';
import { createHttpSend, createHttpSession } from '../../../src/sync/http.ts';
import { createSync } from '../../../src/sync/sync.ts';

/** The product's own store and sync in a page without screens, so that a test can save as fast as a phone can. */
export interface JournalPage {
  enrol: (code: string) => Promise<void>;
  /** What a page does at its start; resolves with the ids of all that it finds, `null` where nobody is enrolled. */
  open: () => Promise<Id[] | null>;
  /** Hands on what a lost journal left in its second copy. */
  recover: () => Promise<Recovered>;
  /** Saves so many checks, and tells `told` of each as soon as it is saved. */
  save: (of: { count: number; pauseMs: number; told?: string } & Whom) => Promise<Id[]>;
  /** Starts sending; what is saved later goes too. */
  send: () => void;
  pending: () => number;
  numbers: () => number[];
}

interface Whom {
  doorId: Id;
  personIds: readonly Id[];
}

declare global {
  var journalPage: JournalPage;
}

z.config({ jitless: true });

const PIN = '271828';
let vault: Vault;
let journal: Journal;
let by: Unlocked;

async function openOwn(): Promise<void> {
  journal = await openJournal(vault);
  keepSecondCopy({
    journal,
    vault,
    now: Date.now,
    note: (finding) => {
      throw new Error(finding);
    },
  });
}

const ids = (): Id[] => journal.entries().map(({ operation }) => operation.id);

globalThis.journalPage = {
  async enrol(code) {
    vault = await openVault({ pinRounds: 1000 });
    const result = await redeem({
      code,
      vault,
      enrolledToken: await vault.deviceToken(),
      deviceName: 'a page',
      platform: 'test',
      fetch: globalThis.fetch.bind(globalThis),
    });
    if (!result.ok) throw new Error(result.why);
    by = await vault.enrol({ ...result, pin: PIN });
    await openOwn();
  },
  async open() {
    vault = await openVault({ pinRounds: 1000 });
    const [account] = await vault.accounts();
    if (account === undefined) return null;
    const unlocking = await vault.unlock(account.accountId, PIN);
    if (!unlocking.ok) throw new Error(unlocking.why);
    by = unlocking.unlocked;
    await openOwn();
    return ids();
  },
  async recover() {
    const deviceToken = (await vault.deviceToken()) ?? '';
    const fetch = globalThis.fetch.bind(globalThis);
    const of = { log: journal.log(), unreadable: journal.counts().unreadable };
    const note = (finding: string): never => {
      throw new Error(finding);
    };
    return forwardCopies(of, { baseUrl: '', fetch, deviceToken, note });
  },
  async save({ count, pauseMs, told, doorId, personIds }) {
    const saved: Id[] = [];
    for (let index = 0; index < count; index += 1) {
      const fact = await journal.record({
        by,
        type: 'door-check',
        shiftId: null,
        body: {
          subject: { kind: 'person', personId: personIds[index % personIds.length] ?? '' },
          doorId,
          direction: index % 2 === 0 ? 'in' : 'out',
          reading: {
            tempC: 36.4,
            site: 'forehead',
            thermometerId: null,
            rawValue: 36.4,
            rawUnit: 'C',
          },
          repeats: null,
          amends: null,
        },
      });
      saved.push(fact.id);
      if (told !== undefined)
        (globalThis as unknown as Record<string, (id: Id) => void>)[told]?.(fact.id);
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return saved;
  },
  send() {
    const fetch = globalThis.fetch.bind(globalThis);
    const sync = createSync({
      journal,
      vault,
      send: createHttpSend('', fetch),
      openSession: createHttpSession('', fetch),
      app: 'test',
      report: (error) => {
        throw error;
      },
      note: (finding) => {
        throw new Error(finding);
      },
    });
    journal.subscribe(() => sync.wake('write'));
    sync.wake('start');
  },
  pending: () => journal.counts().pending,
  numbers: () => journal.entries().map(({ operation }) => operation.seq),
};
