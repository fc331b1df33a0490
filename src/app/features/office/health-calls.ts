import type { Id } from '../../../domain/id.ts';
import { OFFICE_API } from '../../../protocol/office.ts';
import type * as absence from '../../../protocol/office-absence.ts';
import type * as both from '../../../protocol/office-both-systems.ts';
import type * as contact from '../../../protocol/office-contact.ts';
import type * as reports from '../../../protocol/office-reports.ts';
import type { Call } from './call.ts';
import { pathOf, to } from './call-path.ts';

/** Who is ill or away, what people want put right, and one person's temperatures. */
export function healthCalls(call: Call) {
  return {
    absences: (query: absence.AbsencesQuery) => call(to(OFFICE_API.listAbsences, { query })),
    contactList: (query: contact.ContactListQuery) => call(to(OFFICE_API.contactList, { query })),
    bothSystems: (query: both.BothSystemsQuery) => call(to(OFFICE_API.bothSystems, { query })),
    contactLog: (query: contact.ContactsQuery) => call(to(OFFICE_API.listContactLog, { query })),
    corrections: (query: reports.CorrectionsQuery) =>
      call(to(OFFICE_API.listCorrections, { query })),
    answerCorrection: (id: Id, body: reports.AnswerRequest) =>
      call(to(OFFICE_API.answerCorrection, { id, body })),
    /** The server notes who looked. `null` = until today. */
    ledger: (id: Id, lastDay: string | null) =>
      call(to(OFFICE_API.personLedger, { id, query: lastDay === null ? {} : { lastDay } })),
  };
}

/** Where the browser fetches the tables from by itself, as downloads. */
export function absencesCsvPath(query: absence.AbsencesCsvQuery): string {
  return pathOf(OFFICE_API.absencesCsv, { query });
}

export function contactListCsvPath(query: contact.ContactListCsvQuery): string {
  return pathOf(OFFICE_API.contactListCsv, { query });
}

export function bothSystemsCsvPath(query: both.BothSystemsCsvQuery): string {
  return pathOf(OFFICE_API.bothSystemsCsv, { query });
}

/** One photo of a step, such as the proof of return. */
export function absencePhotoPath(absenceId: Id, sha: string): string {
  return pathOf(OFFICE_API.absencePhoto, { id: absenceId, query: { sha } });
}
