import * as z from 'zod/mini';
import { Day, Id } from './id.ts';
import { Note, Photos } from './room-visit.ts';
import { Symptoms } from './self-report.ts';

/** Somebody is away from class through illness (因病缺勤). Its id is the fact's id. */
export const Absence = z.strictObject({
  personId: Id,
  onsetOn: Day,
  absentFrom: Day,
  symptoms: Symptoms,
  note: z.nullable(Note),
});
export type Absence = z.infer<typeof Absence>;

export const DiagnosisClass = z.enum([
  'respiratory',
  'intestinal',
  'rash',
  'injury',
  'other',
  'unknown',
]);
export type DiagnosisClass = z.infer<typeof DiagnosisClass>;

/** One step of tracing the cause (病因追踪); `return` = proof that the person may be in class again. */
export const AbsenceFollowUp = z
  .strictObject({
    absenceId: Id,
    step: z.enum(['visit', 'diagnosis', 'outcome', 'return']),
    diagnosisClass: z.nullable(DiagnosisClass),
    on: Day,
    note: z.nullable(Note),
    photos: Photos,
  })
  .check(
    z.refine(({ step, diagnosisClass }) => step !== 'diagnosis' || diagnosisClass !== null, {
      path: ['diagnosisClass'],
    }),
  );
export type AbsenceFollowUp = z.infer<typeof AbsenceFollowUp>;
