import type { CompiledQuery } from 'kysely';
import type { TroubleName } from './trouble.ts';

/** Where a world can be made wrong on purpose, to see that the proof notices. */
export interface Control {
  name: string;
  commit: (
    commit: () => Promise<void>,
    tools: { later: (work: () => void) => void; copy: (name: string) => void },
  ) => Promise<'committed' | 'later'>;
  /** The server's process has died; `replaceBy` puts a copy in the place of its disk. */
  afterCrash: (replaceBy: (copy: string) => void) => void;
  rows: <Row>(query: CompiledQuery, rows: Row[]) => Row[];
  /** Without which it would hardly show; `bad-wire` is a very bad network. */
  needs: readonly (TroubleName | 'bad-wire')[];
  /** Whether the page takes any 200 for a receipt. */
  trustsAny200: boolean;
  /** Whether a transaction that was cut off keeps what it had written until then. */
  leaks: (database: string) => boolean;
}

const RIGHT: Omit<Control, 'name'> = {
  needs: [],
  commit: async (commit) => {
    await commit();
    return 'committed';
  },
  afterCrash: () => {},
  rows: (_query, rows) => rows,
  trustsAny200: false,
  leaks: () => false,
};

/** `none` is the product as it is; every other one must fail. */
export const CONTROLS = {
  none: () => ({ ...RIGHT, name: 'none' }),
  'receipt-before-commit': receiptBeforeCommit,
  'forgets-commits': forgetsCommits,
  'naive-cursor': naiveCursor,
  'cursor-before-documents': () => ({
    ...RIGHT,
    name: 'cursor-before-documents',
    needs: ['phones-killed', 'names'] as const,
    leaks: (database: string) => database.startsWith('replica-'),
  }),
  'trusts-any-200': () => ({
    ...RIGHT,
    name: 'trusts-any-200',
    needs: ['bad-wire'] as const,
    trustsAny200: true,
  }),
} satisfies Record<string, () => Control>;

export type ControlName = keyof typeof CONTROLS;

/** The reply leaves, then the transaction is committed. */
function receiptBeforeCommit(): Control {
  return {
    ...RIGHT,
    name: 'receipt-before-commit',
    commit: (commit, { later }) => {
      later(() => void commit());
      return Promise.resolve('later');
    },
  };
}

/** As PostgreSQL with `synchronous_commit = off`: a crash takes the last committed transactions along. */
function forgetsCommits(): Control {
  const kept: string[] = [];
  let count = 0;
  return {
    ...RIGHT,
    name: 'forgets-commits',
    needs: ['server-killed'],
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
      if (oldest !== undefined) replaceBy(oldest);
    },
  };
}

/** A number is seen before what has it: readers of a feed miss what was stored last, and go past it. */
function naiveCursor(): Control {
  let reads = 0;
  return {
    ...RIGHT,
    name: 'naive-cursor',
    rows: (query, rows) => {
      const isFeed = /^select \* from "feed" where "scope" = .* order by "seq"/.test(query.sql);
      if (!isFeed || rows.length === 0) return rows;
      reads += 1;
      return reads % 4 === 0 ? rows.slice(0, -1) : rows;
    },
  };
}
