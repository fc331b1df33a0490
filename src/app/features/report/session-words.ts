import type { Day, Instant } from '../../../domain/id.ts';
import type { Session, SessionWindow } from '../../../domain/report-session.ts';
import { clockTime } from '../../clock-time.ts';
import { campusZone } from '../../campus-zone.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { language, type Language, type Spoken } from '../../strings.ts';
import { dateTag } from './extra-language.ts';
import type { ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';

/** "Morning, Mon 8 Jun". */
export function sessionWords(session: Session): Spoken {
  return bothOf('session', (language) => sessionValues(session, language), t);
}

export const sessionText = (session: Session, language: Language): string =>
  t.in(language, 'session', sessionValues(session, language));

const sessionValues = ({ day, slot }: Session, language: Language) => ({
  slot: t.in(language, `slot.${slot}`),
  day: dayText(day, language),
});

/** A calendar day, whatever zone the phone is in. */
export function dayText(day: Day, language: Language): string {
  return new Intl.DateTimeFormat(dateTag(language), {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00.000Z`));
}

/** Campus time; where this phone's own clock shows another one, both. */
export function clockWords(duty: ReportDuty): Spoken {
  const at = duty.minuteMs.value;
  const campus = clockTime(at, { now: at, zone: campusZone(duty.app) });
  if (!isElsewhere(duty)) return t.both('clock.campus', { time: campus });
  return t.both('clock.both', { campus, here: clockTime(at, { now: at }) });
}

/** From when until when, by the campus's clock, and by this phone's where that differs. */
export function windowWords(duty: ReportDuty, { day, from, to }: SessionWindow): Spoken {
  const zone = campusZone(duty.app);
  const campus = { from: timeIn(from, zone), to: timeIn(to, zone) };
  if (!isElsewhere(duty)) return t.both('window', campus);
  const here = { hereFrom: timeHere(from, day), hereTo: timeHere(to, day) };
  return t.both('window.both', { ...campus, ...here });
}

/** "14:05", without its day. */
export const timeIn = (at: Instant, zone?: string): string =>
  clockTime(Date.parse(at), { now: Date.parse(at), ...(zone !== undefined && { zone }) });

/** "25 min", "2 h 5 min". */
export function leftText(ms: number, language: Language): string {
  const all = Math.max(0, Math.round(ms / 60_000));
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  return hours === 0
    ? t.in(language, 'left.minutes', { count: minutes })
    : t.in(language, 'left.hours', { hours, minutes });
}

/** By this phone's clock; with its day where that is another than the session's. */
function timeHere(at: Instant, day: Day): string {
  const hereDay = new Intl.DateTimeFormat('en-CA').format(Date.parse(at));
  return hereDay === day ? timeIn(at) : `${dayText(hereDay, language.value)} ${timeIn(at)}`;
}

/** The clock on this phone's wall shows something else than the campus's. */
function isElsewhere(duty: ReportDuty): boolean {
  const at = duty.minuteMs.value;
  const parts = (zone?: string): string =>
    new Intl.DateTimeFormat('en-CA', {
      ...(zone !== undefined && { timeZone: zone }),
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(at);
  return parts(campusZone(duty.app)) !== parts();
}
