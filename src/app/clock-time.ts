import { LANG_TAG, language } from './strings.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * "14:05", and with its day where that is not today. Both in the given IANA zone, or in the device's;
 * times are milliseconds since 1970.
 */
export function clockTime(at: number, around: { now: number; zone?: string }): string {
  const { now, zone } = around;
  const time = formatOf('time', zone).format(at);
  const day = formatOf('day', zone);
  return day.format(at) === day.format(now) ? time : `${day.format(at)} ${time}`;
}

function formatOf(part: 'time' | 'day', zone: string | undefined): Intl.DateTimeFormat {
  const lang = LANG_TAG[language.value];
  const key = `${part} ${lang} ${zone ?? ''}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(lang, {
    ...(part === 'time'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { month: 'short', day: 'numeric' }),
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  formats.set(key, made);
  return made;
}
