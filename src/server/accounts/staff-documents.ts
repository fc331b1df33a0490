import { v4 as uuidv4 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import type { Account, Assignment, Post, Role } from '../../domain/role.ts';
import { CAMPUS_STAFF, personScope } from '../../domain/scope.ts';
import type { DocumentPut } from '../database/documents.ts';
import { searchKeysOf } from '../roster/pinyin.ts';

/** A member of staff who is new: a person of kind staff, the phone number, the account. */
export function newStaff(of: { name: string; phone: string | null }): {
  account: Account;
  puts: DocumentPut[];
} {
  const personId = uuidv4();
  const account: Account = {
    id: uuidv4(),
    personId,
    name: of.name,
    isActive: true,
  };
  return {
    account,
    puts: [
      directoryPut(staffDirectory(personId, of.name)),
      contactPut(personId, of.phone),
      accountPut(account),
    ],
  };
}

export function staffDirectory(id: Id, name: string): Directory {
  const directory = {
    id,
    kind: 'staff' as const,
    number: null,
    name,
    passportName: null,
    gender: null,
    college: null,
    grade: null,
    className: null,
    classId: null,
    category: null,
    home: null,
  };
  return { ...directory, keys: searchKeysOf(directory) };
}

export const directoryPut = (body: Directory): DocumentPut => ({
  kind: 'directory',
  id: body.id,
  body,
  scopes: [CAMPUS_STAFF],
});

/** A staff member's phone number is for the office alone. */
export const contactPut = (personId: Id, phone: string | null): DocumentPut => ({
  kind: 'contact',
  id: personId,
  body: {
    id: personId,
    phone,
    wechat: null,
    counsellor: null,
    whereabouts: null,
    whereaboutsSince: null,
  },
  scopes: [],
});

/** Phones of staff show by whom a fact was recorded: a fact names the account. */
export const accountPut = (body: Account): DocumentPut => ({
  kind: 'account',
  id: body.id,
  body,
  scopes: [CAMPUS_STAFF],
});

/** Whoever reports their own health only is named by the directory: thousands of accounts on no other phone than theirs. */
export const reporterPut = (body: Account): DocumentPut => ({
  kind: 'account',
  id: body.id,
  body,
  scopes: [personScope(body.personId)],
});

export const assignmentPut = (body: Assignment): DocumentPut => ({
  kind: 'assignment',
  id: body.id,
  body,
  scopes: [],
});

export const newAssignment = (of: {
  accountId: Id;
  role: Role;
  post: Post;
  from: Instant;
  to?: Instant | null;
}): Assignment => ({
  id: uuidv4(),
  accountId: of.accountId,
  role: of.role,
  post: of.post,
  from: of.from,
  to: of.to ?? null,
});
