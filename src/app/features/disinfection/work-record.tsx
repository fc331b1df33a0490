import wind from 'lucide-static/icons/wind.svg?raw';
import type { JSX } from 'preact';
import { acceptanceOf, type DisinfectionWork } from '../../../domain/disinfection-log.ts';
import type { Id } from '../../../domain/id.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { minutesAndSeconds, secondsLeft } from '../../duty/time-words.ts';
import { AcceptForm } from './accept-form.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { EndForm } from './end-form.tsx';
import { RecordLine } from './record-line.tsx';
import { RecordPhotos } from './record-photos.tsx';
import styles from './sheet.module.css';

/** One disinfection: what with, how long still, its end, and what a second person said of it. */
export function WorkRecord(props: {
  work: DisinfectionWork;
  onTakeBack: (id: Id) => void;
}): JSX.Element {
  const { work, onTakeBack } = props;
  const { body, fact, ends, acceptances } = work;
  const line = { areaId: body.areaId, onTakeBack };
  const state = acceptanceOf(work);
  return (
    <section class={styles.record}>
      <p>{whatWords(work)}</p>
      <ul class={styles.lines}>
        <RecordLine {...line} fact={fact} words="line.started" />
        {ends.map((end) => (
          <RecordLine
            key={end.fact.id}
            {...line}
            fact={end.fact}
            note={end.body.note}
            words="line.ended"
          />
        ))}
        {acceptances.map((one) => (
          <RecordLine
            key={one.fact.id}
            {...line}
            fact={one.fact}
            note={one.body.note}
            words={one.body.isAccepted ? 'line.accepted' : 'line.refused'}
          />
        ))}
      </ul>
      <RecordPhotos photos={[...body.photos, ...ends.flatMap((end) => end.body.photos)]} />
      {state === 'disputed' && (
        <Banner tone="waiting" role="status">
          <Text of={t.both('accept.disputed')} />
        </Banner>
      )}
      {ends.length === 0 ? <Running work={work} /> : <AcceptForm work={work} />}
    </section>
  );
}

function Running({ work }: { work: DisinfectionWork }): JSX.Element {
  const duty = useDuty();
  const seconds = secondsLeft(Date.parse(work.contactOverAt), duty.nowMs.value);
  return (
    <>
      {seconds > 0 ? (
        <p role="timer" class={styles.timer} aria-label={t('timer')}>
          {minutesAndSeconds(seconds)}
        </p>
      ) : (
        <Banner tone="danger" icon={wind} role="alert">
          <Text of={t.both('timer.over')} />
        </Banner>
      )}
      <EndForm work={work} isEarly={seconds > 0} />
    </>
  );
}

/** "Surfaces · chlorine 500 mg/L · wipe · 30 min". */
function whatWords({ body }: DisinfectionWork): string {
  const { object, agent, targetMgPerL, method, contactMinutes, product } = body;
  const strength = targetMgPerL === null ? '' : ` ${targetMgPerL} mg/L`;
  return [
    t(`object.${object}`),
    `${t(`agent.${agent}`)}${strength}`,
    product,
    t(`method.${method}`),
    t('minutes', { minutes: contactMinutes }),
  ]
    .filter(Boolean)
    .join(' · ');
}
