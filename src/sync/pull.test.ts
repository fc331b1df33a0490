import { v4 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_NEW, problem } from '../../tests/support/fake-server.ts';
import { buildChanges, buildPage, namesIn, personEntry, STAFF } from '../../tests/support/feed.ts';
import { startPhone, type Phone } from '../../tests/support/phone.ts';
import type { PulledPage } from '../store/replica-intake.ts';
import type { Replica } from '../store/replica.ts';

let phone: Phone;
beforeEach(async () => {
  phone = await startPhone();
});
afterEach(() => phone.close());

/** Unlocked: news may come down. */
async function read(): Promise<void> {
  phone.sync.setReader({ unlocked: phone.by, replica: phone.replica });
  await phone.rest();
}

const pulls = () => phone.server.requests.map(({ request }) => request.pull);

describe('an unlocked phone', () => {
  test('loads page after page until there is no more', async () => {
    phone.server.pull = ({ cursor }) => {
      const seq = cursor === null ? 1 : 2;
      const pages = [buildPage(STAFF, [personEntry(seq, v4())])];
      return cursor === 'c2' ? NOTHING_NEW : buildChanges(`c${seq}`, pages, { more: seq === 1 });
    };

    await read();

    expect(pulls()).toMatchObject([{ cursor: null }, { cursor: 'c1' }]);
    expect(namesIn(phone.replica)).toHaveLength(2);
    expect(phone.replica.isLoaded()).toBe(true);
  });

  test('asks for the next page while the last one is still being written', async () => {
    let askedTwice = () => {};
    const isAskedTwice = new Promise<void>((resolve) => (askedTwice = resolve));
    phone.server.pull = ({ cursor }) => {
      if (cursor !== null) askedTwice();
      const seq = cursor === null ? 1 : 2;
      const pages = [buildPage(STAFF, [personEntry(seq, v4())])];
      return buildChanges(`c${seq}`, pages, { more: seq === 1 });
    };
    const { replica } = phone;
    const slow: Replica = {
      ...replica,
      apply: async (parts) => {
        if (parts.cursorUsed === null) await isAskedTwice;
        return replica.apply(parts);
      },
    };

    phone.sync.setReader({ unlocked: phone.by, replica: slow });
    await phone.rest();

    expect(pulls()).toMatchObject([{ cursor: null }, { cursor: 'c1' }]);
    expect(namesIn(replica)).toHaveLength(2);
  });

  test('that finds a hole in a page loads everything anew, once', async () => {
    phone.server.pull = ({ cursor }) => {
      const first = [buildPage(STAFF, [personEntry(1, v4())])];
      const holed = [{ ...buildPage(STAFF, [personEntry(9, v4())]), after: 8 }];
      return cursor === null
        ? buildChanges('c1', first, { more: true })
        : buildChanges('c2', holed, { more: true });
    };

    await read();

    const round = [{ cursor: null }, { cursor: 'c1' }, { cursor: 'c2' }];
    expect(pulls()).toMatchObject([...round, ...round]);
    expect(namesIn(phone.replica)).toHaveLength(1);
  });

  test('whose page cannot be written while the next is on its way reports it, and asks for it again', async () => {
    phone.server.pull = ({ cursor }) => {
      const pages = [buildPage(STAFF, [personEntry(1, v4())])];
      return cursor === null ? buildChanges('c1', pages, { more: true }) : NOTHING_NEW;
    };
    const { replica } = phone;
    let failures = 0;
    const failing: Replica = {
      ...replica,
      apply: (parts) => {
        failures += 1;
        return failures > 1 ? replica.apply(parts) : Promise.reject(new Error('no room'));
      },
    };

    phone.sync.setReader({ unlocked: phone.by, replica: failing });
    await phone.rest();

    expect(phone.reports).toMatchObject([{ message: 'no room' }]);
    expect(phone.sync.status().lastFailure).toBe('storage');
    await phone.passTime();
    expect(pulls()).toMatchObject([{ cursor: null }, { cursor: 'c1' }, { cursor: null }, {}]);
    expect(namesIn(replica)).toHaveLength(1);
  });

  test.each([true, false])(
    'whose page nobody here can read takes nothing from then on, and asks for the new app (more to come: %s)',
    async (more) => {
      const pages = [buildPage(STAFF, [personEntry(1, v4())])];
      const unreadable: PulledPage = {
        ...buildPage(STAFF, [personEntry(2, v4())]),
        list: new TextEncoder().encode('{"kind":"rumour"}\n'),
      };
      const { replica } = phone;
      const spoiling: Replica = {
        ...replica,
        apply: ({ cursorUsed, changes }) =>
          replica.apply({
            cursorUsed,
            changes: cursorUsed === 'c1' ? { ...changes, pages: [unreadable] } : changes,
          }),
      };
      phone.server.pull = ({ cursor }) => {
        if (cursor === null) return buildChanges('c1', pages, { more: true });
        return buildChanges(`${cursor}+`, pages, { more: more && cursor === 'c1' });
      };

      phone.sync.setReader({ unlocked: phone.by, replica: spoiling });
      await phone.rest();

      expect(phone.sync.status().lastFailure).toBe('app-too-old');
      expect(replica.cursor()).toBe('c1');
      expect(namesIn(replica)).toHaveLength(1);
    },
  );

  test('asks again within 60 s ± 20 %, and opens one session for it', async () => {
    await read();
    expect(phone.timer?.ms).toBe(60_000);

    await phone.passTime();

    expect(pulls()).toHaveLength(2);
    expect(phone.server.sessionsOpened).toBe(1);
    expect(new Set(phone.server.requests.map(({ session }) => session)).size).toBe(1);
  });

  test('opens a new session when the old one is refused, and has sent its checks meanwhile', async () => {
    await phone.recordCheck();
    const refused = new Set<string | null>();
    phone.server.pull = (_, session) => {
      if (refused.size > 0 && !refused.has(session)) return NOTHING_NEW;
      refused.add(session);
      return { outcome: 'refused', why: 'session-expired' };
    };

    await read();

    expect(phone.server.sessionsOpened).toBe(2);
    expect(phone.journal.counts().pending).toBe(0);
    expect(phone.sync.status().lastFailure).toBeNull();
  });

  test('whose account is refused for good says so, and does not ask in a loop', async () => {
    phone.server.pull = () => ({ outcome: 'refused', why: 'session-expired' });

    await read();

    expect(pulls().length).toBeLessThanOrEqual(2);
    expect(phone.sync.status().lastFailure).toBe('signed-out');
    expect(phone.timer?.ms).toBe(60_000);
  });

  test('sends its checks although no session can be opened', async () => {
    await phone.recordCheck();
    const { fetch } = phone.server;
    phone.server.fetch = async (input, init) =>
      input === '/api/v1/sessions' ? problem(401, 'signed-out') : fetch(input, init);

    await read();

    expect(pulls()).toEqual([null]);
    expect(phone.journal.counts().pending).toBe(0);
    expect(phone.sync.status().lastFailure).toBe('signed-out');
  });

  test('with an app that is too old still sends', async () => {
    await phone.recordCheck();
    phone.server.pull = () => ({ outcome: 'refused', why: 'app-too-old' });

    await read();

    expect(phone.journal.counts().pending).toBe(0);
    expect(phone.sync.status().lastFailure).toBe('app-too-old');
  });

  test('whose question for news is not answered says that the server is in trouble', async () => {
    await phone.recordCheck();
    phone.server.pull = () => null;

    await read();

    expect(phone.journal.counts().pending).toBe(0);
    expect(phone.sync.status().lastFailure).toBe('server-down');
    expect(phone.timer?.ms).toBe(60_000);
  });
});

describe('a replica', () => {
  test('whose cursor is of another feed is emptied and loaded anew', async () => {
    phone.server.pull = () => buildChanges('old', [buildPage(STAFF, [personEntry(1, v4())])]);
    await read();
    const id = v4();
    phone.server.pull = ({ cursor }) =>
      cursor === null
        ? buildChanges('new', [buildPage(STAFF, [personEntry(1, id)])])
        : { outcome: 'resync' };

    await phone.passTime();

    expect([...phone.replica.documents('directory').keys()]).toEqual([id]);
    expect(phone.replica.cursor()).toBe('new');
  });

  test('that differs from the server is rebuilt once, and the difference noted', async () => {
    const heads = {
      [STAFF]: { seq: 1, count: 7, digest: [1, 2, 3, 4] as [number, number, number, number] },
    };
    const pages = [buildPage(STAFF, [personEntry(1, v4())])];
    phone.server.pull = ({ cursor }) =>
      cursor === null ? buildChanges('c1', pages, { heads }) : { ...NOTHING_NEW, heads };

    await read();
    await phone.passTime();

    expect(pulls().map((pull) => pull?.cursor)).toEqual([null, null, 'c1']);
    expect(phone.findings).toHaveLength(3);
    expect(phone.reports).toEqual([]);
  });

  test('that cannot be written is reported, and the next try is due', async () => {
    phone.server.pull = () => buildChanges('c1', [buildPage(STAFF, [personEntry(1, v4())])]);
    phone.replica.close();

    await read();

    expect(phone.reports).toHaveLength(1);
    expect(phone.sync.status()).toMatchObject({ lastFailure: 'storage', isRunning: false });
    expect(phone.timer).not.toBeNull();
  });
});

test('the offset is measured from each reply, and kept for the next run', async () => {
  phone.server.now = () => new Date(phone.clock.now + 90_000).toISOString();

  await read();

  expect(phone.sync.status().offsetMs).toBeGreaterThan(89_000);
  expect(phone.sync.status().offsetMs).toBeLessThan(91_000);
});

describe('the stream of pokes', () => {
  test('is open while somebody reads, and a poke asks for news at once', async () => {
    phone.close();
    const line: { poke: (() => void) | null } = { poke: null };
    phone = await startPhone({
      listen: ({ onPoke }) => {
        line.poke = onPoke;
        return { tryAgain: () => undefined, close: () => (line.poke = null) };
      },
    });
    await phone.recordCheck();
    phone.sync.wake('start');
    await phone.rest();
    expect(line.poke).toBeNull();

    await read();
    line.poke?.();
    await phone.rest();
    expect(pulls()).toHaveLength(3);

    phone.sync.setReader(null);
    expect(line.poke).toBeNull();
  });
});
