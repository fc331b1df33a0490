import * as z from 'zod/mini';
import { Day, Id } from './id.ts';
import { Session } from './report-session.ts';
import { Note } from './room-visit.ts';

/** Somebody was called or written to (每日联系), and what came of it. */
export const ContactLog = z.strictObject({
  personId: Id,
  channel: z.enum(['phone', 'wechat', 'mail', 'online', 'in_person']),
  isReached: z.boolean(),
  /** `null` = not asked, or not reached. */
  health: z.nullable(z.enum(['normal', 'abnormal'])),
  note: z.nullable(Note),
  nextOn: z.nullable(Day),
});
export type ContactLog = z.infer<typeof ContactLog>;

/** Somebody is asked for what is still missing. */
export const Reminder = z.strictObject({
  personId: Id,
  about: z.enum(['report', 'second_report']),
  session: Session,
});
export type Reminder = z.infer<typeof Reminder>;
