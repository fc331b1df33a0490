import * as z from 'zod/mini';
import { Day, Id, Instant } from './id.ts';
import { Whereabouts } from './person.ts';
import { Reading } from './reading.ts';
import { SymptomCode } from './report-rules.ts';
import { Session } from './report-session.ts';
import { Note } from './room-visit.ts';

export const NotMeasured = z.enum(['no_thermometer', 'thermometer_broken', 'not_now', 'other']);
export type NotMeasured = z.infer<typeof NotMeasured>;

/** `[]` = asked, and none. */
export const Symptoms = z.array(SymptomCode).check(z.maxLength(40));

/** In which duty somebody reports for a person without a phone. */
export const OnBehalfAs = z.enum(['room_head', 'keeper', 'unit_keeper', 'class_head']);
export type OnBehalfAs = z.infer<typeof OnBehalfAs>;

/**
 * How somebody is in one session (健康打卡). Its reading is the person's own word, or that of who reports on
 * behalf, and no evidence beside a measured one.
 */
export const SelfReport = z
  .strictObject({
    personId: Id,
    session: Session,
    reading: z.nullable(Reading),
    /** Why there is no reading. */
    notMeasured: z.nullable(NotMeasured),
    symptoms: Symptoms,
    whereabouts: Whereabouts,
    /** Of somebody who is away. */
    city: z.nullable(Note),
    /** `null` = not asked. */
    exposure: z.nullable(z.enum(['no', 'yes', 'unsure'])),
    /** `null` = the person's own telling. */
    onBehalfAs: z.nullable(OnBehalfAs),
    /** The telling that this one replaces. It stays readable. */
    amends: z.nullable(Id),
  })
  .check(
    z.refine(({ reading, notMeasured }) => (reading === null) !== (notMeasured === null), {
      path: ['notMeasured'],
    }),
  );
export type SelfReport = z.infer<typeof SelfReport>;

/** The same day's report in the second system (双系统填报) is done, as the person says. */
export const SecondReport = z.strictObject({ personId: Id, day: Day, doneAt: Instant });
export type SecondReport = z.infer<typeof SecondReport>;

/** What somebody answered to the privacy notice; the last answer holds. */
export const Consent = z.strictObject({
  personId: Id,
  noticeVersion: z.string().check(z.minLength(1), z.maxLength(40)),
  isGiven: z.boolean(),
});
export type Consent = z.infer<typeof Consent>;
