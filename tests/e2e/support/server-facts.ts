import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { dayOf } from '../../../src/domain/campus-day.ts';
import { Operation } from '../../../src/domain/operation.ts';
import { sqlitePath } from '../../../src/server/database/open.ts';
import { loadSqlite } from '../../../src/server/database/sqlite-module.ts';

const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const Ref = z.object({ sha: z.string(), size: z.number(), mime: z.string() });
/** As the server keeps it: the journal's number stands beside it. */
const Kept = z.omit(Operation, { seq: true });
const Row = z.object({ envelope: z.string(), outcome: z.string() });
const Photo = z.object({ sha: z.string(), bytes: z.instanceof(Uint8Array) });

/** One stored fact in the words of a test: ids are names, days are counted from its own. */
export interface ToldFact {
  type: string;
  tv: number;
  outcome: string;
  shift: unknown;
  body: unknown;
}

/** Everything a server holds in its own file, read beside it while it runs. */
export interface ServerFacts {
  operations: readonly (z.infer<typeof Kept> & { outcome: string })[];
  /** By id, those that facts name: a person's other documents have the same id. */
  documents: ReadonlyMap<string, { kind: string; body: Record<string, unknown> }>;
  /** The bytes of each photo that has come whole, by the hash of these bytes. */
  photos: ReadonlyMap<string, Uint8Array>;
}

export async function readServer(dataDir: string): Promise<ServerFacts> {
  const Sqlite = await loadSqlite();
  const file = new Sqlite(sqlitePath(dataDir), { timeout: 5000 });
  const rows = (sql: string): unknown[] => file.prepare(sql).all();
  const operations = rows('select envelope, outcome from op_log order by device_id, seq').map(
    (row) => {
      const { envelope, outcome } = Row.parse(row);
      return { ...Kept.parse(JSON.parse(envelope)), outcome };
    },
  );
  const documents = rows(
    `select kind, id, body from document
     where kind in ('directory', 'room', 'unit', 'building', 'access')`,
  ) as {
    kind: string;
    id: string;
    body: string;
  }[];
  const photos = rows('select sha, bytes from attachment').map((row) => Photo.parse(row));
  file.close();
  return {
    operations,
    documents: new Map(
      documents.map(({ kind, id, body }) => [
        id,
        { kind, body: JSON.parse(body) as Record<string, unknown> },
      ]),
    ),
    photos: new Map(photos.map(({ bytes }) => [sha256(bytes), bytes])),
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What each account recorded, in the order of its journal, under the account's name. */
export function tellByWhom(
  { operations, documents, photos }: ServerFacts,
  nameOfPhoto: ReadonlyMap<string, string>,
): Record<string, ToldFact[]> {
  const names = new Map<string, string>();
  for (const [id, { kind, body }] of documents) {
    const name = nameOfDocument(documents, kind, body);
    if (name !== null) names.set(id, name);
  }
  const counts = new Map<string, number>();
  const nameNext = (what: string): string => {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return `${what} ${count}`;
  };
  for (const { id, by, type, body } of operations) {
    const { number, visitId, roomId } = body as Record<string, string>;
    names.set(id, type === 'seal' ? `seal ${number}` : nameNext(`${names.get(by)}: ${type}`));
    if (visitId !== undefined && roomId !== undefined && !names.has(visitId))
      names.set(visitId, nameNext(`${names.get(by)} in ${names.get(roomId)}`));
  }

  const told: Record<string, ToldFact[]> = {};
  for (const { by, type, tv, outcome, shiftId, body, at } of operations) {
    const tell = (value: unknown): unknown => {
      const ref = Ref.safeParse(value).data;
      if (ref !== undefined) return tellPhoto(ref);
      if (Array.isArray(value)) return value.map(tell);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tell(one)]));
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
        return `${daysBetween(dayOf(at, ZONE), value)} days later`;
      return typeof value === 'string' ? (names.get(value) ?? value) : value;
    };
    const tellPhoto = ({ sha, size, mime }: z.infer<typeof Ref>): string =>
      photos.get(sha)?.byteLength === size && mime === 'image/jpeg'
        ? (nameOfPhoto.get(sha) ?? sha)
        : `not received: ${sha}`;
    const facts = (told[names.get(by) ?? by] ??= []);
    facts.push({ type, tv, outcome, shift: tell(shiftId), body: tell(body) });
  }
  return told;
}

/** "文苑二号楼/4/101" for a room; a person by the student number. */
function nameOfDocument(
  documents: ServerFacts['documents'],
  kind: string,
  body: Record<string, unknown>,
): string | null {
  const text = (key: string): string => String(body[key]);
  const under = (key: string): string => {
    const parent = documents.get(text(key));
    return (parent && nameOfDocument(documents, parent.kind, parent.body)) ?? '?';
  };
  switch (kind) {
    case 'directory':
      return body['number'] === null ? null : text('number');
    case 'room':
      return `${under('unitId')}/${text('code')}`;
    case 'unit':
      return `${under('buildingId')}/${text('code')}`;
    case 'building':
    case 'access':
      return text('name');
    default:
      return null;
  }
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS;
