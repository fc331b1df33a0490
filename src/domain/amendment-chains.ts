import type { Amending, RecordVersion } from './amended-record.ts';
import type { Id } from './id.ts';

/** Records and what amends them, whichever comes first. */
export function createAmendmentChains<Body extends Amending>() {
  type Version = Pick<RecordVersion<Body>, 'fact' | 'check'>;
  const versionById = new Map<Id, Version>();
  const amendmentsById = new Map<Id, Id[]>();

  const versionsOf = (ids: readonly Id[]): Version[] =>
    ids.map((id) => versionById.get(id)).filter((version) => version !== undefined);

  /** The first record of a chain, which may be missing. A ring of amendments starts at its smallest id. */
  const rootOf = (id: Id): Id => {
    if ((versionById.get(id)?.check.amends ?? null) === null) return id;
    const path: Id[] = [];
    let at = id;
    for (;;) {
      if (path.includes(at)) return smallest(path.slice(path.indexOf(at)));
      const amends = versionById.get(at)?.check.amends ?? null;
      if (amends === null) return at;
      path.push(at);
      at = amends;
    }
  };

  return {
    rootOf,
    versionsOf: (root: Id): Version[] => {
      if (!amendmentsById.has(root)) return versionsOf([root]);
      const reached = new Set([root]);
      for (const id of reached)
        for (const amendment of amendmentsById.get(id) ?? []) reached.add(amendment);
      return versionsOf([...reached]);
    },
    /** Ids to look at again: the version itself, which may have stood in for a missing first one, and its root. */
    add: (version: Version): Id[] => {
      const { id } = version.fact;
      const { amends } = version.check;
      versionById.set(id, version);
      if (amends !== null) {
        const amendments = amendmentsById.get(amends) ?? [];
        if (!amendments.includes(id)) amendmentsById.set(amends, [...amendments, id]);
      }
      return [id, rootOf(id)];
    },
  };
}

function smallest(ids: readonly Id[]): Id {
  return ids.reduce((a, b) => (a < b ? a : b));
}
