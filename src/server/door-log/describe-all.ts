import type { DoorEntry } from '../../domain/door-entry.ts';
import type { DoorLog } from '../../domain/door-log.ts';
import type { DoorLogRow } from '../../protocol/office-people.ts';
import { presentAttachments } from '../attachments/read-attachments.ts';
import type { Reader } from '../database/tables.ts';
import { describeEntry } from './describe-entry.ts';
import type { DoorNames } from './door-names.ts';

export async function describeAll(
  db: Reader,
  of: { shown: readonly DoorEntry[]; log: DoorLog; names: DoorNames },
): Promise<DoorLogRow[]> {
  const personIds = of.shown.flatMap(({ versions }) =>
    versions.flatMap(({ check: { subject } }) =>
      subject.kind === 'person' ? [subject.personId] : [],
    ),
  );
  const people = await of.names.people(db, personIds);
  const shas = of.shown.flatMap(({ check }) => (check.photos ?? []).map(({ sha }) => sha));
  const photos = await presentAttachments(db, shas);
  return of.shown.map((entry) => describeEntry(entry, { ...of, people, photos }));
}
