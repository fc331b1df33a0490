import type { Subject } from '../../../domain/door-check.ts';
import type { DocumentKind } from '../../../domain/document.ts';
import { readFact } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { roomOf } from '../../../domain/room-text.ts';
import type { Difference } from '../../../store/journal-database.ts';
import { factOf } from '../../../store/journal-entry.ts';
import { clockTime } from '../../clock-time.ts';
import type { AppContext } from '../../context.ts';
import { t } from './notice-strings.ts';
import { typeSentence } from './parked-sentence.ts';
import type { Around } from './sync-sentences.ts';

/** What differs as the lists of the app show it: kind, time, who and which room, as far as this phone knows. */
export function differenceWords(app: AppContext, { id, of }: Difference, around: Around): string {
  const parts =
    of === 'fact' ? factParts(app, id, around) : [kindSentence(of), personParts(app, id)];
  return parts.filter(Boolean).join(' · ');
}

/** As much of an id as people compare by eye: its end, for ids of one moment begin alike. */
export const shortId = (id: Id): string => id.slice(-8);

function factParts(app: AppContext, id: Id, around: Around): string[] {
  const fact = factById(app, id);
  const atMs = fact === null ? timeOfId(id) : Date.parse(fact.correctedAt);
  const time = atMs === null ? '' : clockTime(atMs, around);
  if (fact === null) return [typeSentence(''), time];
  return [typeSentence(fact.type), time, whoIn(app, fact)];
}

function factById(app: AppContext, id: Id): Fact | null {
  const down = app.replica.facts().get(id);
  if (down !== undefined) return down;
  const own = app.journal.entries().find(({ operation }) => operation.id === id);
  return own === undefined ? null : factOf(own);
}

function whoIn(app: AppContext, fact: Fact): string {
  const read = readFact(fact);
  if (read?.type === 'visitor') return read.body.name;
  return read?.type === 'door-check' ? subjectWords(app, read.body.subject) : '';
}

function subjectWords(app: AppContext, subject: Subject): string {
  switch (subject.kind) {
    case 'person':
      return personParts(app, subject.personId);
    case 'unknown':
      return subject.text;
    case 'visitor': {
      const visitor = factById(app, subject.visitorId);
      return visitor === null ? '' : whoIn(app, visitor);
    }
  }
}

function personParts(app: AppContext, id: Id): string {
  const person = app.replica.documents('directory').get(id);
  return person === undefined ? '' : [person.name, roomOf(person)].filter(Boolean).join(' ');
}

const PLACES: ReadonlySet<string> = new Set<DocumentKind>([
  'campus',
  'building',
  'unit',
  'room',
  'door',
]);

function kindSentence(kind: string): string {
  if (kind === 'directory' || kind === 'contact' || kind === 'mark')
    return t(`proof.document.${kind}`);
  return t(PLACES.has(kind) ? 'proof.document.place' : 'proof.document.other');
}

/** Milliseconds since 1970 out of a UUIDv7, as facts have them; `null` for any other id. */
function timeOfId(id: Id): number | null {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
