import { clockTime } from '../../clock-time.ts';
import { t } from './frame-strings.ts';
import type { Age, SyncWords } from './sync-words.ts';

export interface Around {
  /** Milliseconds since 1970. */
  now: number;
  /** IANA name of the campus's zone. */
  zone: string;
}

export function stateSentence({ state }: SyncWords, around: Around): string {
  switch (state.key) {
    case 'waiting':
      return t('waiting', { count: state.count, oldest: ageSentence(state.oldest) });
    case 'photosWaiting':
      return t('photosWaiting', { count: state.count });
    case 'allReceived':
      return t('allReceived', { time: clockTime(state.at, around) });
    case 'nothingYet':
      return t('nothingYet');
  }
}

export function contactSentence({ contact, parked }: SyncWords, around: Around): string {
  const heard =
    contact.key === 'heardAt'
      ? t('heardAt', { time: clockTime(contact.at, around) })
      : t(contact.key);
  return parked === 0 ? heard : `${t('setAside', { count: parked })} · ${heard}`;
}

function ageSentence(age: Age): string {
  switch (age.unit) {
    case 'now':
      return t('ago.now');
    case 'minutes':
    case 'hours':
    case 'days':
      return t(`ago.${age.unit}`, { count: age.count });
  }
}
