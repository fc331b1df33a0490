import * as z from 'zod/mini';
import { ContactLog } from '../domain/contact-log.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { Whereabouts } from '../domain/person.ts';
import type { Endpoint } from './endpoint.ts';
import { By, Lang, Mask, Name, Offset, Person, told } from './report-parts.ts';

/** `GET /api/v1/contacts`: whom somebody called or wrote to on a day, newest first. */
export const ContactsQuery = z.strictObject({ day: z.optional(Day), offset: Offset });
export type ContactsQuery = z.infer<typeof ContactsQuery>;
export const ContactRow = z.strictObject({
  ...told,
  channel: ContactLog.shape.channel,
  isReached: z.boolean(),
  health: ContactLog.shape.health,
  note: Name,
  nextOn: z.nullable(Day),
});
export type ContactRow = z.infer<typeof ContactRow>;
export const ContactsPage = z.strictObject({
  day: Day,
  total: z.int(),
  rows: z.array(ContactRow),
});
export type ContactsPage = z.infer<typeof ContactsPage>;

const contactListAsked = {
  /** Today's where it names none. */
  day: z.optional(Day),
  /** `open`: due on the day, and not reached. */
  state: z.optional(z.enum(['open', 'all'])),
  buildingId: z.optional(Id),
  classId: z.optional(Id),
};
/** `GET /api/v1/contact-list`: everybody who is away from campus, who is due first. */
export const ContactListQuery = z.strictObject({ ...contactListAsked, offset: Offset });
export type ContactListQuery = z.infer<typeof ContactListQuery>;
export const ContactListCsvQuery = z.strictObject({ ...contactListAsked, mask: Mask, lang: Lang });
export type ContactListCsvQuery = z.infer<typeof ContactListCsvQuery>;
export const ContactListRow = z.strictObject({
  person: Person,
  whereabouts: Whereabouts,
  city: Name,
  since: z.nullable(Instant),
  /** By the last report, else by the register. */
  isReported: z.boolean(),
  /** IANA name of the zone of the person's own phone; `null`: none is known. */
  zone: Name,
  state: z.enum(['due', 'tried', 'later', 'reached']),
  /** The day that the contact before this day named. */
  dueOn: z.nullable(Day),
  last: z.nullable(
    z.strictObject({
      at: Instant,
      by: By,
      channel: ContactLog.shape.channel,
      isReached: z.boolean(),
      health: ContactLog.shape.health,
      note: Name,
    }),
  ),
});
export type ContactListRow = z.infer<typeof ContactListRow>;
export const ContactListPage = z.strictObject({
  day: Day,
  /** So many are away that a building or class is to be named; nothing else is told then. */
  isTooMany: z.boolean(),
  counts: z.strictObject({ due: z.int(), tried: z.int(), later: z.int(), reached: z.int() }),
  total: z.int(),
  rows: z.array(ContactListRow),
});
export type ContactListPage = z.infer<typeof ContactListPage>;

export const CONTACT_API = {
  contactList: {
    method: 'get',
    path: '/contact-list',
    summary: 'Who is away from campus, whom somebody has contacted on a day, and who is still due',
    query: ContactListQuery,
    reply: ContactListPage,
  },
  contactListCsv: {
    method: 'get',
    path: '/contact-list.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: ContactListCsvQuery,
    reply: 'csv',
  },
  listContactLog: {
    method: 'get',
    path: '/contacts',
    summary: 'Calls and messages of a day to people who are away',
    query: ContactsQuery,
    reply: ContactsPage,
  },
} as const satisfies Record<string, Endpoint>;
