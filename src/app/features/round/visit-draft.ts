import type { Id } from '../../../domain/id.ts';
import type { BodySite } from '../../../domain/reading.ts';
import { MEASURED_SITES } from '../../duty/measured-sites.ts';
import { readLines, type PaperLine } from './paper-draft.ts';

/** A stay in a room, and what is typed there but not recorded. Kept on the disk, so that a kill loses none of it. */
export interface VisitDraft {
  /** The round on which it began; on another one the same room is another stay. */
  roundId: Id | null;
  roomId: Id;
  visitId: Id;
  /** Whose temperature is typed now. */
  measuring: Id | null;
  /** The digits typed so far. */
  typed: string;
  /** Where this one reading is taken; `null`: as on the whole round. */
  site: BodySite | null;
  /** Whose complaint is written now. */
  complaintOf: Id | null;
  complaint: string;
  note: string;
  isInstructed: boolean;
  /** Of a sheet of paper: the time of this room as typed (1235), empty = that of the walk; and its lines by person. */
  paperTime: string;
  lines: Readonly<Record<Id, PaperLine>>;
}

/** Whether a reload would lose something. */
export function isUnderWay(draft: VisitDraft | null): boolean {
  if (draft === null) return false;
  const { typed, complaint, note, paperTime, lines } = draft;
  const isTyped = [typed, complaint, note, paperTime].some((text) => text !== '');
  return isTyped || Object.keys(lines).length > 0;
}

/** What the disk kept, maybe by an older build: what does not fit is left out. */
export function readVisitDraft(kept: unknown): VisitDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const fields = new Map<string, unknown>(Object.entries(kept));
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const idOr = (name: string): Id | null => text(name) || null;
  if (text('roomId') === '' || text('visitId') === '') return null;
  return {
    roundId: idOr('roundId'),
    roomId: text('roomId'),
    visitId: text('visitId'),
    measuring: idOr('measuring'),
    typed: text('typed'),
    site: MEASURED_SITES.find((site) => site === fields.get('site')) ?? null,
    complaintOf: idOr('complaintOf'),
    complaint: text('complaint'),
    note: text('note'),
    isInstructed: fields.get('isInstructed') === true,
    paperTime: text('paperTime'),
    lines: readLines(fields.get('lines')),
  };
}
