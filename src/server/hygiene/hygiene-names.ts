import { hygieneOf } from '../../domain/default-hygiene.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { itemFound, type Words } from '../../domain/hygiene-form.ts';
import type { Id } from '../../domain/id.ts';
import type { HygienePolicy } from '../../domain/policy.ts';
import type { Finding } from '../../domain/room-visit.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { readRoomPlaces, type RoomPlaces } from './room-places.ts';

/** What turns the ids of an inspection into what people read. */
export interface HygieneNames {
  places: RoomPlaces;
  account: (id: Id) => string | null;
  forms: HygienePolicy['forms'];
  item: (finding: Pick<Finding, 'formId' | 'formVersion' | 'itemId'>) => Words;
}

export async function readHygieneNames(db: Reader): Promise<HygieneNames> {
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const nameById = new Map(accounts.map(({ id, name }) => [id, name]));
  const [policy] = await listDocuments(db, 'policy');
  const { forms } = hygieneOf(policy?.body ?? DEFAULT_POLICY);
  return {
    places: await readRoomPlaces(db),
    account: (id) => nameById.get(id) ?? null,
    forms,
    item: (finding) => {
      const { itemId } = finding;
      return itemFound(forms, finding)?.words ?? { zh: itemId, en: itemId };
    },
  };
}
