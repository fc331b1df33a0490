import { signal } from '@preact/signals';
import type { Subject, Visitor } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import { createPersonIndex } from '../../../domain/person-search.ts';
import type { AppContext } from '../../context.ts';
import { createPeopleIndexer } from './people-indexer.ts';

export type Found =
  | { kind: 'person'; person: Directory }
  | { kind: 'visitor'; visitorId: Id; visitor: Visitor; hostName: string | null };

export interface PeopleFinder {
  /** People, best first, then visitors of before. Reading it renders again while the index still grows. */
  find: (query: string, limit: number) => readonly Found[];
  findPeople: (query: string, limit: number) => readonly Directory[];
  person: (id: Id) => Directory | null;
  /** How many people can be found by now. */
  count: () => number;
  stop: () => void;
}

interface FinderParts {
  visitors: () => Iterable<{ visitorId: Id; visitor: Visitor; hostName: string | null }>;
  /** Residents of these come first, and are indexed first. */
  preferBuildingIds: () => readonly Id[];
}

/** Searches everyone whom this account may see, in memory; usable from the first moment. */
export function createPeopleFinder(app: AppContext, parts: FinderParts): PeopleFinder {
  const index = createPersonIndex<Directory>([]);
  const version = signal(0);
  const indexer = createPeopleIndexer({
    app,
    index,
    isFirst: ({ home }) => home !== null && parts.preferBuildingIds().includes(home.buildingId),
    onGrown: () => (version.value += 1),
  });

  function findPeople(query: string, limit: number): readonly Directory[] {
    void version.value;
    if (query.trim() === '') return [];
    return index.search(query, { limit, preferBuildingIds: parts.preferBuildingIds() });
  }

  return {
    findPeople,
    find(query, limit) {
      const people = findPeople(query, limit).map(
        (person) => ({ kind: 'person', person }) as const,
      );
      return [...people, ...visitorsFound(parts.visitors, query)].slice(0, limit);
    },
    person: (id) => app.replica.documents('directory').get(id) ?? null,
    count: () => {
      void version.value;
      return index.size;
    },
    stop: indexer.stop,
  };
}

function visitorsFound(visitors: FinderParts['visitors'], query: string): Found[] {
  const words = query.trim().toLowerCase();
  if (words.length < 2) return [];
  const found: Found[] = [];
  for (const one of visitors())
    if (`${one.visitor.name} ${one.visitor.phone ?? ''}`.toLowerCase().includes(words))
      found.push({ kind: 'visitor', ...one });
  return found;
}

export function subjectOf(found: Found): Subject {
  return found.kind === 'person'
    ? { kind: 'person', personId: found.person.id }
    : { kind: 'visitor', visitorId: found.visitorId };
}
