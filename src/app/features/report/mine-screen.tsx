import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import folder from 'lucide-static/icons/folder-search.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import type { MyDay, RecordedOfMe } from '../../../domain/my-record.ts';
import { language } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { byText, handOutFacts, handOutTable } from './export-mine.ts';
import { mayBeCorrected } from './may-be-corrected.ts';
import { NotKept } from './not-kept.tsx';
import { detailText, kindText } from './record-words.ts';
import { hasReported } from './second-card.tsx';
import { ReportLanguage } from './report-language.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { dayText, timeIn } from './session-words.ts';
import { reportsOfPerson } from './told-of.ts';

/** All that is recorded about me, by day; to keep, and to have put right. */
export function MineScreen(): JSX.Element {
  const duty = useDuty();
  const { route } = useLocation();
  const said = useSignal<'mine.saved' | 'mine.requested' | null>(null);
  const days = duty.mine().days(duty.sessions().zone);
  const isAskedOf = ({ fact }: RecordedOfMe): boolean => fact.id === duty.asking.draft.value.of;
  const handOut = async (give: typeof handOutFacts): Promise<void> => {
    const given = await give(duty, days);
    said.value = given === 'cancelled' ? null : 'mine.saved';
  };
  return (
    <main class={styles.screen}>
      <header class={styles.top}>
        <Button
          kind="quiet"
          icon={arrowLeft}
          label={t('link.back')}
          onClick={() => route('/report')}
        />
        <h1>
          <Text of={t.both('mine.title')} />
        </h1>
        <ReportLanguage />
      </header>
      <p>
        <Text of={t.both('mine.lead')} />
      </p>
      <div class={styles.pair}>
        <Button icon={download} onClick={() => void handOut(handOutTable)}>
          <Text of={t.both('mine.exportTable')} />
        </Button>
        <Button icon={download} onClick={() => void handOut(handOutFacts)}>
          <Text of={t.both('mine.export')} />
        </Button>
      </div>
      <Button onClick={() => duty.asking.change({ isOpen: true, of: null })}>
        <Text of={t.both('mine.ask')} />
      </Button>
      <NotKept />
      {said.value !== null && (
        <Banner tone="good" role="status">
          <Text of={t.both(said.value)} />
        </Banner>
      )}
      {days.length === 0 && <EmptyState icon={folder} title={<Text of={t.both('mine.empty')} />} />}
      {days.map((day) => (
        <DayList
          key={day.day}
          of={day}
          onAsk={({ fact }) => duty.asking.change({ isOpen: true, of: fact.id })}
        />
      ))}
      <CorrectionDialog
        about={days.flatMap(({ entries }) => entries).find(isAskedOf) ?? null}
        onSent={() => (said.value = 'mine.requested')}
      />
    </main>
  );
}

function DayList(props: { of: MyDay; onAsk: (entry: RecordedOfMe) => void }): JSX.Element {
  const { of, onAsk } = props;
  const duty = useDuty();
  const { zone } = duty.sessions();
  return (
    <section class={styles.part}>
      <h2>{dayText(of.day, language.value)}</h2>
      <TwoSystems day={of.day} />
      <ul class={styles.lines}>
        {of.entries.map((entry) => (
          <li key={entry.fact.id} class={styles.card}>
            <p class={classes(entry.isTakenBack && styles.takenBack)}>
              <strong>{kindText(entry.read)}</strong> {detailText(duty, entry)}
            </p>
            <p class={styles.soft}>
              {timeIn(entry.at, zone)} · {byText(duty, entry.fact.by)}
              {entry.isTakenBack && ` · ${t('mine.takenBack')}`}
            </p>
            <Answers of={entry} />
            {mayBeCorrected(entry) && (
              <Button
                kind="quiet"
                label={t('mine.askOf', {
                  what: `${kindText(entry.read)}, ${timeIn(entry.at, zone)}`,
                })}
                onClick={() => onAsk(entry)}
              >
                <Text of={t.both('mine.ask')} />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who did one of the two reports and not the other is told so. */
function TwoSystems({ day }: { day: string }): JSX.Element | null {
  const duty = useDuty();
  const doneAt = duty.mine().secondReport(day);
  const slots = slotsOf(duty, day);
  if (slots === '' && doneAt === null) return null;
  const isHere = hasReported(duty, day);
  return (
    <p class={isHere === (doneAt !== null) ? styles.soft : styles.state}>
      {slots === '' ? t('day.nothing') : t('day.reported', { slots })}
      {' · '}
      {doneAt === null
        ? t('day.noSecond')
        : t('day.second', { time: timeIn(doneAt, duty.sessions().zone) })}
    </p>
  );
}

const slotsOf = (duty: ReportDuty, day: string): string =>
  reportsOfPerson(duty.told(), duty.app.unlocked.personId)
    .filter(({ check }) => check.session.day === day)
    .map(({ check }) => t(`slot.${check.session.slot}`))
    .filter((slot, at, all) => all.indexOf(slot) === at)
    .join(t('list'));

function Answers({ of }: { of: RecordedOfMe }): JSX.Element | null {
  if (of.read.type !== 'correction-request') return null;
  if (of.answers.length === 0)
    return (
      <p class={styles.soft}>
        <Text of={t.both('mine.noAnswer')} />
      </p>
    );
  return (
    <>
      {of.answers.map(({ text }) => (
        <p key={text}>{t('mine.answer', { text })}</p>
      ))}
    </>
  );
}
