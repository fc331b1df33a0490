import type { FactBody, FactType, ReadBody } from '../../../domain/fact.ts';
import type { RecordedOfMe } from '../../../domain/my-record.ts';
import { language } from '../../strings.ts';
import type { ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { readingText, reportText, symptomsText } from './report-words.ts';
import { dayText, sessionText } from './session-words.ts';

/** What is said of each kind; a kind that says all by its name has nothing. */
type Sayings = {
  [T in FactType]?: (duty: ReportDuty, body: FactBody<T>) => readonly (string | null)[];
};

const SAYINGS = {
  'door-check': ({ app }, { doorId, direction, reading }) => [
    app.replica.documents('door').get(doorId)?.name ?? null,
    t(`detail.direction.${direction}`),
    reading === null ? t('detail.noReading') : readingText(reading),
  ],
  'second-check': (_, { reading }) => [readingText(reading)],
  presence: (_, { state, complaint }) => [t(`detail.presence.${state}`), complaint],
  finding: (_, { note }) => [note],
  leave: (_, { from, to, reason }) => [
    t('detail.leave', { from: dayOfInstant(from), to: dayOfInstant(to) }),
    reason,
  ],
  'case-state': () => [],
  'self-report': (duty, body) => [
    sessionText(body.session, language.value),
    reportText(duty, body),
  ],
  'second-report': (_, { day }) => [dayText(day, language.value)],
  consent: (_, { isGiven, noticeVersion: version }) => [
    t(isGiven ? 'detail.consent.yes' : 'detail.consent.no', { version }),
  ],
  'correction-request': (_, { text }) => [text],
  'session-check': (duty, { session, state, reading, symptoms }) => [
    sessionText(session, language.value),
    t(`detail.state.${state}`),
    reading === null ? null : readingText(reading),
    symptoms.length === 0 ? null : symptomsText(duty, symptoms),
  ],
  absence: (duty, { absentFrom, symptoms, note }) => [
    t('detail.absence', { day: dayText(absentFrom, language.value) }),
    symptomsText(duty, symptoms),
    note,
  ],
  'contact-log': (_, { isReached, note }) => [
    t(isReached ? 'detail.reached' : 'detail.notReached'),
    note,
  ],
  reminder: (_, { session }) => [sessionText(session, language.value)],
} as const satisfies Sayings;

/** "Door check". */
export function kindText({ type }: ReadBody): string {
  return t(isNamed(type) ? `what.${type}` : 'what.other');
}

/** What it says, without whose it is; empty where the kind says all. */
export function detailText(duty: ReportDuty, { read }: RecordedOfMe): string {
  if (!isNamed(read.type)) return read.type;
  const say = SAYINGS[read.type] as (
    duty: ReportDuty,
    body: ReadBody['body'],
  ) => readonly (string | null)[];
  return say(duty, read.body).filter(Boolean).join(' · ');
}

const isNamed = (type: FactType): type is keyof typeof SAYINGS => Object.hasOwn(SAYINGS, type);

const dayOfInstant = (at: string): string => dayText(at.slice(0, 10), language.value);
