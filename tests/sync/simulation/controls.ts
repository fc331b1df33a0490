import type { FeedEntry, SyncReply } from '../../../src/protocol/sync.ts';
import {
  forgePresence,
  forgeReceipts,
  forgeRevocation,
  photoOf,
  problem,
} from './forged-receipts.ts';
import { lanesOver } from './lanes-over.ts';
import type { Answered, Asked } from './server.ts';
import type { TroubleName } from './trouble.ts';

/** Where a world can be made wrong on purpose, to see that the proof notices. */
export interface Control {
  name: string;
  /** What the judge says where it sees this very fault; others may come of it. */
  fault: RegExp;
  commit: (
    commit: () => Promise<void>,
    tools: { later: (work: () => void) => void; copy: (name: string) => void },
  ) => Promise<'committed' | 'later'>;
  /** The server's process has died; `replaceBy` puts a copy in the place of its disk. */
  afterCrash: (replaceBy: (copy: string) => void) => void;
  /** The server's answer as it leaves. */
  answer: (asked: Asked, answer: Answered) => Answered;
  /** An answer that is not the server's answer to this request, as the page takes it. */
  believed: (asked: Asked, answer: Answered, serverId: string) => Answered;
  /** Without which it would hardly show. */
  needs: readonly (TroubleName | Need)[];
  /** Asked for a transaction that was cut off: whether what it had written until then stays. */
  leaks: (database: string) => boolean;
  /** How often it has made something wrong: one that never did shows nothing. */
  acted: () => number;
}

/**
 * `bad-wire` is a very bad network, `portal` one with a sign-in page; `kills-in-writes`: phones often die with
 * a half-written replica; `often-killed`: the server does.
 */
type Need = 'bad-wire' | 'portal' | 'kills-in-writes' | 'often-killed';

type Wrong = Partial<Omit<Control, 'name' | 'fault' | 'acted'>>;

const RIGHT: Required<Wrong> = {
  needs: [],
  commit: async (commit) => {
    await commit();
    return 'committed';
  },
  afterCrash: () => {},
  answer: (_asked, answer) => answer,
  believed: (_asked, answer) => answer,
  leaks: () => false,
};

/** `none` is the product as it is; every other one must fail, and by its own fault. */
export const CONTROLS = {
  none: control('none', /^$/, () => ({})),
  'receipt-before-commit': control(
    'receipt-before-commit',
    /I2 \S+ is called received, and is not on the server/,
    receiptBeforeCommit,
  ),
  'forgets-commits': control(
    'forgets-commits',
    /I2 the server has forgotten \S+ in a crash/,
    forgetsCommits,
  ),
  'naive-cursor': control('naive-cursor', /I5 .* has stepped over \S+/, naiveCursor),
  'cursor-before-documents': control(
    'cursor-before-documents',
    /I5 .* (has stepped over|lacks|holds another) /,
    cursorBeforeDocuments,
  ),
  'trusts-any-200': control(
    'trusts-any-200',
    /I2 \S+ is called received, and is not on the server/,
    trustsAny200,
  ),
  'photos-trust-any-200': control(
    'photos-trust-any-200',
    /I2 photo \S+ is called received, and is not on the server/,
    photosTrustAny200,
  ),
  'any-403-revokes': control(
    'any-403-revokes',
    /I7 .* says that it is revoked, and is not/,
    any403Revokes,
  ),
  'refuses-last-photos': control(
    'refuses-last-photos',
    /I1 photo \S+ of \S+ was saved, and has not gone up/,
    refusesLastPhotos,
  ),
} satisfies Record<string, (part?: 'wrong' | 'right') => Control>;

export type ControlName = keyof typeof CONTROLS;

/**
 * `wrongBy` calls `act` each time when it makes something wrong. With `right`, the world has the same troubles and
 * the part as it is: what fails then is not the fault's.
 */
function control(
  name: string,
  fault: RegExp,
  wrongBy: (act: () => void) => Wrong,
): (part?: 'wrong' | 'right') => Control {
  return (part = 'wrong') => {
    let count = 0;
    const act = () => void (count += 1);
    const wrong = wrongBy(act);
    const { needs = RIGHT.needs } = wrong;
    const parts = part === 'wrong' ? wrong : { needs };
    return { ...RIGHT, ...parts, name, fault, acted: () => count };
  };
}

/** The reply leaves, then the transaction is committed. */
function receiptBeforeCommit(act: () => void): Wrong {
  return {
    commit: (commit, { later }) => {
      act();
      later(() => void commit());
      return Promise.resolve('later');
    },
  };
}

/** As PostgreSQL with `synchronous_commit = off`: a crash takes the last committed transactions along. */
function forgetsCommits(act: () => void): Wrong {
  const kept: string[] = [];
  let count = 0;
  return {
    needs: ['server-killed', 'often-killed'],
    commit: async (commit, { copy }) => {
      const name = `before-${(count += 1)}.sqlite`;
      copy(name);
      kept.push(name);
      if (kept.length > 3) kept.shift();
      await commit();
      return 'committed';
    },
    afterCrash: (replaceBy) => {
      const [oldest] = kept.splice(0);
      if (oldest === undefined) return;
      act();
      replaceBy(oldest);
    },
  };
}

/**
 * A number is seen before the one below it: the last fact of a reply is still being committed, so neither pages nor
 * heads have it yet, and the cursor steps over it.
 */
function naiveCursor(act: () => void): Wrong {
  let replies = 0;
  return {
    answer: ({ path }, answer) => {
      if (!path.endsWith('/sync') || answer.status !== 200) return answer;
      const reply = JSON.parse(new TextDecoder().decode(answer.body)) as SyncReply;
      const last = lastFactOf(reply);
      if (last === null) return answer;
      replies += 1;
      if (replies % 2 !== 0) return answer;
      act();
      leaveOut(reply, last);
      return { ...answer, body: new TextEncoder().encode(JSON.stringify(reply)) };
    },
  };
}

type FactEntry = Extract<FeedEntry, { kind: 'fact' }>;

/** `null` also where more is to come: then the cursor may not have passed it. */
function lastFactOf({ pull }: SyncReply): FactEntry | null {
  if (pull?.outcome !== 'changes' || pull.more) return null;
  const entries = pull.pages.flatMap((page) => page.entries);
  return entries.findLast((entry) => entry.kind === 'fact') ?? null;
}

/** From every scope: a transaction shows all that it files, or nothing. */
function leaveOut({ pull }: SyncReply, { fact, sha }: FactEntry): void {
  if (pull?.outcome !== 'changes') return;
  const lanes = lanesOver([{ ref_id: fact.id, version: 1, sha }]);
  for (const page of pull.pages) {
    const before = page.entries.length;
    page.entries = page.entries.filter(
      (entry) => entry.kind !== 'fact' || entry.fact.id !== fact.id,
    );
    const head = pull.heads[page.scope];
    if (page.entries.length === before || head === undefined) continue;
    const without = (lane: number) => ((head.digest[lane] ?? 0) - (lanes[lane] ?? 0)) >>> 0;
    head.digest = [without(0), without(1), without(2), without(3)];
    head.count -= 1;
  }
}

/** What a killed page had written of a transaction stays, as if each write were one of its own. */
function cursorBeforeDocuments(act: () => void): Wrong {
  return {
    needs: ['phones-killed', 'kills-in-writes', 'names'],
    leaks: (database) => {
      if (!database.startsWith('replica-')) return false;
      act();
      return true;
    },
  };
}

/** Whatever comes with 200 stands for receipts for all that was sent. */
function trustsAny200(act: () => void): Wrong {
  return {
    needs: ['bad-wire', 'portal'],
    believed: (asked, answer, serverId) => {
      const forged = answer.status === 200 ? forgeReceipts(asked, serverId) : null;
      if (forged === null) return answer;
      act();
      return forged;
    },
  };
}

/** Whatever comes with 200 stands for the word that the whole photo has come. */
function photosTrustAny200(act: () => void): Wrong {
  return {
    needs: ['bad-wire', 'portal', 'photos'],
    believed: (asked, answer, serverId) => {
      const forged = answer.status === 200 ? forgePresence(asked, serverId) : null;
      if (forged === null) return answer;
      act();
      return forged;
    },
  };
}

/** Whatever comes with 403 stands for the word that the office has revoked this phone. */
function any403Revokes(act: () => void): Wrong {
  return {
    needs: ['bad-wire'],
    believed: (asked, answer, serverId) => {
      const forged = answer.status === 403 ? forgeRevocation(asked, serverId) : null;
      if (forged === null) return answer;
      act();
      return forged;
    },
  };
}

/** The server knows no photo of a phone any more that it has told of its revocation. */
function refusesLastPhotos(act: () => void): Wrong {
  const told = new Set<string | null>();
  return {
    needs: ['photos', 'revoked'],
    answer: ({ path, headers }, answer) => {
      const phone = headers.get('authorization');
      if (path.endsWith('/sync') && answer.status === 403) told.add(phone);
      if (photoOf(path) === null || !told.has(phone)) return answer;
      act();
      return problem('not-found');
    },
  };
}
