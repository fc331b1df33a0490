import 'fake-indexeddb/auto';
import { afterEach, beforeEach } from 'vitest';
import type { DoorCheck } from '../../src/domain/door-check.ts';
import { openJournal, type Journal } from '../../src/store/journal.ts';
import { openVault, type Unlocked, type Vault } from '../../src/store/vault.ts';
import { buildCheck, buildEnrolment, emptyProfile, FEW_ROUNDS } from './phone-storage.ts';

/** The phone's clock when a test begins. */
export const START_MS = Date.parse('2022-03-14T08:00:00.000Z');

export const everything = { max: 500, maxBytes: 1e6 };

export const statesOf = (journal: Journal) => journal.entries().map(({ state }) => state);

/** For each test a new phone with its vault and one account; the journals that it opens are closed behind it. */
export function testJournal() {
  let timeMs = START_MS;
  const now = () => timeMs;
  let vault: Vault;
  let by: Unlocked;
  const opened: Journal[] = [];

  async function enrol(): Promise<void> {
    vault = await openVault({ now, ...FEW_ROUNDS });
    by = await vault.enrol(buildEnrolment());
  }

  beforeEach(async () => {
    timeMs = START_MS;
    await emptyProfile();
    await enrol();
  });
  afterEach(() => {
    for (const journal of opened.splice(0)) journal.close();
  });

  return {
    get vault() {
      return vault;
    },
    get by() {
      return by;
    },
    /** Whole milliseconds since 1970, and the same as text. */
    now,
    at: () => new Date(timeMs).toISOString(),
    pass: (ms: number) => (timeMs += ms),
    /** Once more, as on a phone whose keys are gone. */
    enrol,
    /** As in a tab of its own. */
    open: async (hooks: Parameters<typeof openJournal>[1] = {}): Promise<Journal> => {
      const journal = await openJournal(vault, { now, ...hooks });
      opened.push(journal);
      return journal;
    },
    recordCheck: (journal: Journal, fields: Partial<DoorCheck> = {}) =>
      journal.record({ by, type: 'door-check', body: buildCheck(fields), shiftId: null }),
  };
}
