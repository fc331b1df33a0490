import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { attempt, valueOf, type Attempt } from './attempt.ts';
import { readRow, type OpRow, type StoredFact } from './stored-facts.ts';

/** The stored facts that a push names, with all that is about them, and what the push itself adds. */
export interface FactsAtHand {
  /** A fact that counts, or `null`. */
  fact: (id: Id) => StoredFact | null;
  /** The first fact of a chain of amendments and voids, and all that are about it. */
  family: (rootId: Id) => StoredFact[];
  /** Where a fact lies. */
  scopesOf: (id: Id) => ReadonlySet<Scope>;
  ids: () => Id[];
  /** Another stored fact. */
  hold: (row: OpRow) => void;
  /** A fact comes to lie in these scopes too. */
  file: (id: Id, scopes: Iterable<Scope>) => void;
}

/** The facts that a push names. Those it is `about` come with their families, shifts and scopes. */
export interface NamedFacts {
  about: ReadonlySet<Id>;
  mentioned: ReadonlySet<Id>;
  /** The shifts of those facts of the push that it corrects itself. */
  shifts: ReadonlySet<Id>;
}

export async function readFactsAtHand(db: Reader, named: NamedFacts): Promise<FactsAtHand> {
  const facts = createFactsAtHand();
  const about = await readByIds(db, [...named.about]);
  for (const row of [...about, ...(await readByIds(db, [...named.mentioned]))]) facts.hold(row);
  const roots = new Set(named.shifts);
  for (const row of about) {
    roots.add(row.rootId ?? row.id);
    const shiftId = factIfReadable(facts, row.id)?.fact.shiftId ?? null;
    if (shiftId !== null) roots.add(shiftId);
  }
  const families = await readFamilies(db, [...roots]);
  for (const row of families) facts.hold(row);
  for (const ids of idChunks(families.map((row) => row.id))) {
    const lies = await db
      .selectFrom('feed')
      .select(['refId', 'scope'])
      .where('refId', 'in', ids)
      .where('kind', '=', 'fact')
      .execute();
    for (const { refId, scope } of lies) facts.file(refId, [scope]);
  }
  return facts;
}

/** One that cannot be read is a fault for whoever asks `fact` for it; here it is left out. */
export function factIfReadable(facts: FactsAtHand, id: Id): StoredFact | null {
  const read = attempt(() => facts.fact(id));
  return read.outcome === 'done' ? read.value : null;
}

function createFactsAtHand(): FactsAtHand {
  const rowById = new Map<Id, OpRow>();
  const readById = new Map<Id, Attempt<StoredFact | null>>();
  const idsByRoot = new Map<Id, Set<Id>>();
  const scopesById = new Map<Id, Set<Scope>>();
  const fact = (id: Id): StoredFact | null => {
    const row = rowById.get(id);
    if (row === undefined) return null;
    const read = readById.get(id) ?? attempt(() => readRow(row));
    readById.set(id, read);
    return valueOf(read);
  };
  return {
    fact,
    ids: () => [...rowById.keys()],
    family: (rootId) => [...(idsByRoot.get(rootId) ?? [])].map(fact).filter((one) => one !== null),
    scopesOf: (id) => scopesById.get(id) ?? new Set(),
    hold: (row) => {
      rowById.set(row.id, row);
      const root = row.rootId ?? row.id;
      const ids = idsByRoot.get(root);
      if (ids === undefined) idsByRoot.set(root, new Set([row.id]));
      else ids.add(row.id);
    },
    file: (id, scopes) => {
      const lies = scopesById.get(id) ?? new Set();
      scopesById.set(id, lies);
      for (const scope of scopes) lies.add(scope);
    },
  };
}

async function readByIds(db: Reader, factIds: readonly Id[]): Promise<OpRow[]> {
  const found: OpRow[] = [];
  for (const ids of idChunks(factIds))
    found.push(
      ...(await db
        .selectFrom('opLog')
        .selectAll()
        .where('id', 'in', ids)
        .where('outcome', '=', 'stored')
        .execute()),
    );
  return found;
}

async function readFamilies(db: Reader, rootIds: readonly Id[]): Promise<OpRow[]> {
  const found: OpRow[] = [];
  for (const ids of idChunks(rootIds))
    found.push(
      ...(await db
        .selectFrom('opLog')
        .selectAll()
        .where((where) => where.or([where('id', 'in', ids), where('rootId', 'in', ids)]))
        .where('outcome', '=', 'stored')
        .execute()),
    );
  return found;
}
