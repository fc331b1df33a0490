import { randomUUID } from 'node:crypto';
import type { Id } from '../../../src/domain/id.ts';
import type { Directory } from '../../../src/domain/person.ts';
import { CAMPUS_STAFF } from '../../../src/domain/scope.ts';
import type { DocumentPut } from '../../../src/server/database/documents.ts';
import type { TestServer } from './test-server.ts';

export type ResidentParts = Partial<Pick<Directory, 'kind' | 'number' | 'name' | 'classId'>> & {
  buildingId?: Id;
  unitId?: Id | null;
  room?: string;
  bed?: string;
};

export function residentPut(parts: ResidentParts = {}): DocumentPut & { kind: 'directory' } {
  const { buildingId, unitId = null, kind = 'student', name = '林小满' } = parts;
  const { number = null, classId = null, room = '101', bed = '1' } = parts;
  const id = randomUUID();
  const home = buildingId === undefined ? null : { buildingId, unitId, unit: null, room, bed };
  const body: Directory = {
    id,
    kind,
    number,
    name,
    passportName: null,
    gender: null,
    college: null,
    grade: null,
    className: null,
    classId,
    category: null,
    home,
    keys: [],
  };
  return { kind: 'directory', id, body, scopes: [CAMPUS_STAFF] };
}

/** People as a roster brings them in: no account, and a number where they have one. */
export async function addResidents(
  server: TestServer,
  ...residents: ResidentParts[]
): Promise<Id[]> {
  const puts = residents.map(residentPut);
  await server.put(puts);
  return puts.map(({ id }) => id);
}
