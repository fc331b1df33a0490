import * as z from 'zod/mini';
import { Absence, AbsenceFollowUp } from '../domain/absence.ts';
import { ContactLog } from '../domain/contact-log.ts';
import { CorrectionAnswer } from '../domain/correction.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { BodySite } from '../domain/reading.ts';
import { Slot } from '../domain/report-rules.ts';
import { SelfReport } from '../domain/self-report.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.nullable(z.string());
const Offset = z.optional(z.string().check(z.regex(/^\d{1,7}$/)));
const Lang = z.optional(z.enum(['zh', 'en']));
/** `0` writes names and numbers out and is noted in the audit. */
const Mask = z.optional(z.enum(['0', '1']));

/** Somebody of the roster as it is now. */
const Person = z.strictObject({
  id: Id,
  name: z.string(),
  number: Name,
  buildingName: Name,
  /** "6-101" as doors say it; empty where the roster does not tell. */
  room: z.string(),
  className: Name,
});
const By = z.strictObject({ id: Id, name: Name });
const Verdict = z.enum(['normal', 'too-low', 'high', 'impossible']);
const told = { id: Id, at: Instant, person: Person, by: By };

/** A report as it stands after its amendments: the person's own word, or that of who told it on behalf. */
export const ReportRow = z.strictObject({
  ...told,
  slot: Slot,
  isLate: z.boolean(),
  /** Told before the session began: it counts for nothing. */
  isAhead: z.boolean(),
  reading: z.nullable(z.strictObject({ tempC: z.number(), site: BodySite, verdict: Verdict })),
  notMeasured: SelfReport.shape.notMeasured,
  symptoms: SelfReport.shape.symptoms,
  whereabouts: SelfReport.shape.whereabouts,
  city: SelfReport.shape.city,
  exposure: SelfReport.shape.exposure,
  onBehalfAs: SelfReport.shape.onBehalfAs,
  isAmended: z.boolean(),
  /** Two people amended it differently: a person must decide. */
  isContested: z.boolean(),
});
export type ReportRow = z.infer<typeof ReportRow>;

const reportsAsked = {
  /** Of the session, by the campus's clock; today's where it names none. */
  day: z.optional(Day),
  slot: z.optional(Slot),
  buildingId: z.optional(Id),
  classId: z.optional(Id),
};
/** `GET /api/v1/reports`: the reports of the sessions of a day, newest first. */
export const ReportsQuery = z.strictObject({ ...reportsAsked, offset: Offset });
export type ReportsQuery = z.infer<typeof ReportsQuery>;
export const ReportsCsvQuery = z.strictObject({ ...reportsAsked, mask: Mask, lang: Lang });
export type ReportsCsvQuery = z.infer<typeof ReportsCsvQuery>;
export const ReportsPage = z.strictObject({
  day: Day,
  total: z.int(),
  rows: z.array(ReportRow),
});
export type ReportsPage = z.infer<typeof ReportsPage>;

/** `GET /api/v1/absences`: everybody who is registered as absent through illness, newest first. */
export const AbsencesQuery = z.strictObject({
  /** `open`: without proof that the person may be in class again. */
  state: z.optional(z.enum(['open', 'all'])),
  offset: Offset,
});
export type AbsencesQuery = z.infer<typeof AbsencesQuery>;
export const AbsenceRow = z.strictObject({
  ...told,
  onsetOn: Absence.shape.onsetOn,
  absentFrom: Absence.shape.absentFrom,
  symptoms: Absence.shape.symptoms,
  note: Absence.shape.note,
  /** In the order in which they were told. */
  steps: z.array(
    z.strictObject({
      id: Id,
      at: Instant,
      by: By,
      step: AbsenceFollowUp.def.shape.step,
      diagnosisClass: AbsenceFollowUp.def.shape.diagnosisClass,
      on: Day,
      note: Name,
    }),
  ),
  isOpen: z.boolean(),
});
export type AbsenceRow = z.infer<typeof AbsenceRow>;
export const AbsencesPage = z.strictObject({ total: z.int(), rows: z.array(AbsenceRow) });
export type AbsencesPage = z.infer<typeof AbsencesPage>;

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

/** `GET /api/v1/corrections`: who asked that what is recorded of them be put right, newest first. */
export const CorrectionsQuery = z.strictObject({
  /** `open`: not answered yet. */
  state: z.optional(z.enum(['open', 'all'])),
  offset: Offset,
});
export type CorrectionsQuery = z.infer<typeof CorrectionsQuery>;
export const CorrectionRow = z.strictObject({
  ...told,
  /** The fact that it is about, with its kind; `null` = about none in particular. */
  of: z.nullable(z.strictObject({ id: Id, type: Name })),
  text: z.string(),
  answers: z.array(z.strictObject({ id: Id, at: Instant, by: By, text: z.string() })),
});
export type CorrectionRow = z.infer<typeof CorrectionRow>;
export const CorrectionsPage = z.strictObject({ total: z.int(), rows: z.array(CorrectionRow) });
export type CorrectionsPage = z.infer<typeof CorrectionsPage>;

/** `POST /api/v1/corrections/:id/answers`: the same `factId` may be sent again. */
export const AnswerRequest = z.strictObject({
  factId: Id,
  text: CorrectionAnswer.shape.text,
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;

/** `GET /api/v1/people/:id/ledger`: fourteen days of one person's temperatures, whoever took them. */
export const LedgerQuery = z.strictObject({
  /** Today's where it names none. */
  lastDay: z.optional(Day),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;
export const PersonLedger = z.strictObject({
  person: Person,
  /** What the rules let two readings differ. */
  disagreeDeltaC: z.number(),
  days: z.array(
    z.strictObject({
      day: Day,
      readings: z.array(
        z.strictObject({
          id: Id,
          at: Instant,
          source: z.enum(['door', 'room', 'session', 'behalf', 'self']),
          tempC: z.number(),
          site: BodySite,
          verdict: Verdict,
          /** Less the nearest better evidence of that day; `null` where there is none. */
          gapC: z.nullable(z.number()),
          isOverGap: z.boolean(),
        }),
      ),
    }),
  ),
});
export type PersonLedger = z.infer<typeof PersonLedger>;

export const REPORTS_API = {
  listReports: {
    method: 'get',
    path: '/reports',
    summary: 'Health reports of a day’s sessions, by building or class',
    query: ReportsQuery,
    reply: ReportsPage,
  },
  reportsCsv: {
    method: 'get',
    path: '/reports.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: ReportsCsvQuery,
    reply: 'csv',
  },
  listAbsences: {
    method: 'get',
    path: '/absences',
    summary: 'Absence through illness, with the steps of tracing its cause',
    query: AbsencesQuery,
    reply: AbsencesPage,
  },
  listContactLog: {
    method: 'get',
    path: '/contacts',
    summary: 'Calls and messages of a day to people who are away',
    query: ContactsQuery,
    reply: ContactsPage,
  },
  listCorrections: {
    method: 'get',
    path: '/corrections',
    summary: 'What people asked to have put right of what is recorded of them',
    query: CorrectionsQuery,
    reply: CorrectionsPage,
  },
  answerCorrection: {
    method: 'post',
    path: '/corrections/:id/answers',
    summary: 'Answer somebody who asked for a correction',
    body: AnswerRequest,
    reply: CorrectionRow,
  },
  personLedger: {
    method: 'get',
    path: '/people/:id/ledger',
    summary: 'The temperatures of one person in fourteen days, door, room and reports side by side',
    query: LedgerQuery,
    reply: PersonLedger,
  },
} as const satisfies Record<string, Endpoint>;
