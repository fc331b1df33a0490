import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import type { PersonIndex } from '../../../domain/person-search.ts';
import type { AppContext } from '../../context.ts';
import { whenIdle } from '../../device/when-idle.ts';

/** One slice takes some 2 ms on a phone four times slower than a desktop's core: no key press notices it. */
const PEOPLE_PER_SLICE = 400;

interface IndexerParts {
  app: AppContext;
  index: PersonIndex<Directory>;
  /** Whom to index at once, before the slices begin. */
  isFirst: (person: Directory) => boolean;
  onGrown: () => void;
}

/** Keeps the index with the directory, a slice at a time while nobody types. */
export function createPeopleIndexer(parts: IndexerParts): { stop: () => void } {
  const { app, index, isFirst, onGrown } = parts;
  const indexed = new Map<Id, Directory>();
  let waiting: Directory[] = [];
  let seenRevision = -1;
  let cancel: (() => void) | null = null;

  function put(people: readonly Directory[]): void {
    for (const person of people) {
      indexed.set(person.id, person);
      index.put(person);
    }
    if (people.length > 0) onGrown();
  }

  function compare(): void {
    if (app.replica.revision() === seenRevision) return;
    seenRevision = app.replica.revision();
    const people = app.replica.documents('directory');
    for (const id of indexed.keys())
      if (!people.has(id)) {
        indexed.delete(id);
        index.remove(id);
      }
    const changed = [...people.values()].filter((person) => indexed.get(person.id) !== person);
    put(changed.filter(isFirst));
    waiting = changed.filter((person) => !isFirst(person));
    next();
  }

  function next(): void {
    cancel?.();
    if (waiting.length > 0) cancel = whenIdle(slice);
  }

  function slice(): void {
    put(waiting.slice(0, PEOPLE_PER_SLICE));
    waiting = waiting.slice(PEOPLE_PER_SLICE);
    next();
  }

  compare();
  const unfollow = app.revision.subscribe(compare);
  return {
    stop: () => {
      unfollow();
      cancel?.();
    },
  };
}
