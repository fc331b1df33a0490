import type { Id } from '../../domain/id.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** What turns the ids of seals into what people read. */
export interface SealNames {
  building: (id: Id) => string | null;
  /** "6-101", or "101" where there are no units. */
  room: (id: Id) => string | null;
  account: (id: Id) => string | null;
}

export async function readSealNames(db: Reader): Promise<SealNames> {
  const namesOf = async (kind: 'building' | 'account'): Promise<Map<Id, string>> =>
    new Map((await listDocuments(db, kind)).map(({ id, body }) => [id, body.name]));
  const buildings = await namesOf('building');
  const accounts = await namesOf('account');
  const units = new Map((await listDocuments(db, 'unit')).map(({ id, body }) => [id, body.code]));
  const rooms = new Map((await listDocuments(db, 'room')).map(({ id, body }) => [id, body]));
  return {
    building: (id) => buildings.get(id) ?? null,
    room: (id) => {
      const room = rooms.get(id);
      if (room === undefined) return '';
      const unit = units.get(room.unitId);
      return unit === undefined ? room.code : `${unit}-${room.code}`;
    },
    account: (id) => accounts.get(id) ?? null,
  };
}
