import type { Id, Instant } from '../../../domain/id.ts';
import type { BodySite } from '../../../domain/reading.ts';
import { MEASURED_SITES } from '../../duty/measured-sites.ts';
import { readLines, type PaperLine } from './paper-draft.ts';

/** A stay in a room, and what is typed there but not recorded. Kept on the disk, so that a kill loses none of it. */
export interface VisitDraft {
  /** The round on which it began; on another one the same room is another stay. */
  roundId: Id | null;
  roomId: Id;
  visitId: Id;
  /** When it began; `null` from an older build. */
  begunAt: Instant | null;
  /** Whose temperature is typed now. */
  measuring: Id | null;
  /** The digits typed so far. */
  typed: string;
  /** Where this one reading is taken; `null`: as on the whole round. */
  site: BodySite | null;
  /** Whose complaint is written now. */
  complaintOf: Id | null;
  /** What is written of complaints and not saved, by person. */
  complaints: Readonly<Record<Id, string>>;
  note: string;
  /** Since when a note lies here that was begun on another round: only its own button records it. `null`: of this stay. */
  noteSince: Instant | null;
  isInstructed: boolean;
  /** Of a sheet of paper: the time of this room as typed (1235), empty = that of the walk; and its lines by person. */
  paperTime: string;
  lines: Readonly<Record<Id, PaperLine>>;
}

/** Whether a reload would lose something. */
export function isUnderWay(draft: VisitDraft | null): boolean {
  if (draft === null) return false;
  const { typed, complaints, note, isInstructed, paperTime, lines } = draft;
  const isTyped = [typed, note, paperTime].some((text) => text !== '');
  return isTyped || isInstructed || [complaints, lines].some((of) => Object.keys(of).length > 0);
}

/** What the disk kept, maybe by an older build: what does not fit is left out. */
export function readVisitDraft(kept: unknown): VisitDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const fields = new Map<string, unknown>(Object.entries(kept));
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const textOr = (name: string): string | null => text(name) || null;
  if (text('roomId') === '' || text('visitId') === '') return null;
  return {
    roundId: textOr('roundId'),
    roomId: text('roomId'),
    visitId: text('visitId'),
    begunAt: textOr('begunAt'),
    measuring: textOr('measuring'),
    typed: text('typed'),
    site: MEASURED_SITES.find((site) => site === fields.get('site')) ?? null,
    complaintOf: textOr('complaintOf'),
    complaints: readComplaints(fields, { of: text('complaintOf'), text: text('complaint') }),
    note: text('note'),
    noteSince: textOr('noteSince'),
    isInstructed: fields.get('isInstructed') === true,
    paperTime: text('paperTime'),
    lines: readLines(fields.get('lines')),
  };
}

/** An older build kept that of one person: `before`. */
function readComplaints(
  fields: ReadonlyMap<string, unknown>,
  before: { of: Id; text: string },
): Record<Id, string> {
  const kept = Object.entries(Object(fields.get('complaints'))).filter(
    (one): one is [Id, string] => typeof one[1] === 'string',
  );
  return { ...(before.text !== '' && { [before.of]: before.text }), ...Object.fromEntries(kept) };
}
