import { createHash } from 'node:crypto';
import { v4, v7 } from 'uuid';
import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import { reportRulesOf } from '../../src/domain/default-report.ts';
import type { Directory } from '../../src/domain/person.ts';
import type { DigestLanes, FeedEntry, ScopeHead, ScopePage } from '../../src/protocol/sync.ts';
import type { PulledPage, PullChanges } from '../../src/store/replica-intake.ts';
import type { Replica } from '../../src/store/replica.ts';
import { buildCheck } from './phone-storage.ts';

export const STAFF = 'campus/staff';
export const PEOPLE = 'building:7d3f0f4e-9a51-4c57-a2a1-0c7a3c3a8f10/people';
export function buildPerson(id: string, name = '何晚晴'): Directory {
  return {
    id,
    kind: 'student',
    number: '2020114514',
    name,
    passportName: null,
    gender: 'F',
    college: null,
    grade: '2020',
    className: null,
    classId: null,
    category: 'undergraduate',
    home: null,
    keys: ['hewanqing', 'hwq'],
  };
}

export function personEntry(
  seq: number,
  id: string,
  { version = 1, name = '何晚晴' } = {},
): FeedEntry {
  const body = buildPerson(id, name);
  return { kind: 'document', seq, sha: 'a', documentKind: 'directory', id, version, body };
}

export function goneEntry(seq: number, id: string, version: number): FeedEntry {
  return { kind: 'document', seq, sha: 'b', documentKind: 'directory', id, version, body: null };
}

export function checkEntry(seq: number, id = v7()): FeedEntry {
  const at = '2022-03-14T08:00:00.000Z';
  return {
    kind: 'fact',
    seq,
    sha: 'c',
    fact: {
      id,
      by: v4(),
      deviceId: v4(),
      at,
      zone: 'Asia/Shanghai',
      correctedAt: at,
      receivedAt: at,
      type: 'door-check',
      tv: 1,
      shiftId: null,
      body: buildCheck(),
    },
  };
}

export function buildPage(scope: string, entries: FeedEntry[]): ScopePage {
  return { scope, after: entries[0]!.seq - 1, through: entries.at(-1)!.seq, entries };
}

/** The page as it comes, in lines of so many; a space after each shows on the disk that it is those bytes. */
export function unread({ entries, ...page }: ScopePage, perLine: number): PulledPage {
  const lines = [];
  for (let from = 0; from < entries.length; from += perLine)
    lines.push(`${JSON.stringify(entries.slice(from, from + perLine)).slice(1, -1)} `);
  return { ...page, entries: [], list: new TextEncoder().encode(`${lines.join(',\n')}\n`) };
}

export function buildChanges(
  cursor: string,
  pages: ScopePage[],
  fields: Partial<PullChanges> = {},
): PullChanges {
  return { outcome: 'changes', cursor, more: false, pages, drop: [], heads: {}, ...fields };
}

/** As the server computes it, with another SHA-256. */
export function headOf(seq: number, live: [id: string, version: number, sha: string][]): ScopeHead {
  const lanes = live.map(([id, version, sha]) => {
    const hash = createHash('sha256').update(`${id}|${version}|${sha}`).digest();
    return [0, 4, 8, 12].map((offset) => hash.readUInt32BE(offset));
  });
  const lane = (index: number) => lanes.reduce((sum, each) => (sum + each[index]!) % 2 ** 32, 0);
  const digest: DigestLanes = [lane(0), lane(1), lane(2), lane(3)];
  return { seq, count: live.length, digest };
}

export const namesIn = (replica: Replica) =>
  [...replica.documents('directory').values()].map(({ name }) => name);

/** The office asks from now on in one session only; it comes down after what `cursorUsed` names. */
export async function oneSessionComesDown(replica: Replica, cursorUsed: string): Promise<void> {
  const slots = [
    { slot: 'evening', from: '08:00', to: '24:00', remindAt: '20:00', unitDeadline: '23:00' },
  ];
  const body = { ...DEFAULT_POLICY, report: { ...reportRulesOf(DEFAULT_POLICY), slots } };
  const entry = { kind: 'document', seq: 1, sha: 'p', documentKind: 'policy', version: 1 } as const;
  const page = buildPage('campus/public', [{ ...entry, id: v4(), body }]);
  await replica.apply({ cursorUsed, changes: buildChanges('rules', [page]) });
}
