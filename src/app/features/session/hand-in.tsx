import checkAll from 'lucide-static/icons/list-checks.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FactBody } from '../../../domain/fact.ts';
import { mayBeZero, numbersOf } from '../../../domain/session-state.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Text } from '../../ui/text.tsx';
import { useSession, type PlaceSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** How the place stands with its return, and the taps that see everybody present and hand it in. */
export function HandIn({ here }: { here: PlaceSession }): JSX.Element {
  const { standing, mayRecord, window } = here;
  const duty = useSession();
  const hasBegun = window.from <= duty.nowInstant();
  const isDone = standing.current !== null && !standing.isOutdated;
  return (
    <section class={styles.standing}>
      <h1
        class={classes(styles.state, standing.state === 'late' && styles.wrong)}
        aria-live="polite"
      >
        <Text of={t.both(`state.${standing.state}`, { time: timeOf(duty, window.deadline) })} />
      </h1>
      <Sent here={here} />
      {standing.isOutdated && (
        <Banner tone="waiting" role="status">
          <Text of={t.both('outdated')} />
        </Banner>
      )}
      {standing.isContested && (
        <Banner tone="waiting" role="status">
          <Text of={t.both('contested')} />
        </Banner>
      )}
      {mayRecord && hasBegun && <AllPresent here={here} />}
      {mayRecord &&
        hasBegun &&
        (isDone ? (
          <SendAgain key={standing.current?.id} here={here} />
        ) : (
          <Send here={here} isAgain={false} />
        ))}
    </section>
  );
}

/** Who handed in, and when. */
function Sent({ here }: { here: PlaceSession }): JSX.Element | null {
  const duty = useSession();
  const { current, isLate } = here.standing;
  if (current === null) return null;
  const values = (lang: 'en' | 'zh') => ({
    who: whoRecorded(duty, current.by, lang),
    time: timeOf(duty, current.at),
    ...current.body,
  });
  return (
    <p>
      <Text of={bothOf('sent', (lang) => sentenceValues(values(lang)), t)} />
      {isLate && (
        <>
          {' '}
          <strong class={styles.late}>
            <Text of={t.both('late')} inline />
          </strong>
        </>
      )}
    </p>
  );
}

function sentenceValues(of: FactBody<'session-return'> & { who: string; time: string }) {
  const { who, time, expected, present, absent, abnormal, missing } = of;
  return { who, time, expected, present, absent, abnormal, missing };
}

/**
 * One tap for whoever nobody has looked at yet; the exceptions are told afterwards, and count from then on. Who has
 * reported an illness, in this session or unattended in one before, says to be elsewhere, or is registered as away ill,
 * is one of them.
 */
function AllPresent({ here }: { here: PlaceSession }): JSX.Element | null {
  const duty = useSession();
  const { place, sheet, window } = here;
  const unseen = sheet.rows.filter(
    ({ member, state, isAbnormal, report }) =>
      !isAbnormal &&
      (report === null || report.check.whereabouts === 'on_campus') &&
      !duty.openAbsences.value.has(member.personId) &&
      !duty.openReports.value.has(member.personId) &&
      (state === 'missing' || state === 'reported'),
  );
  if (unseen.length === 0) return null;
  const records = unseen.map(({ member }) => ({
    type: 'session-check' as const,
    body: {
      personId: member.personId,
      session: { day: window.day, slot: window.slot },
      place: { kind: place.kind, id: place.id },
      state: 'present' as const,
      reading: null,
      symptoms: [],
      isIllness: null,
    },
  }));
  return (
    <Button icon={checkAll} wide onClick={() => void duty.keep('checks', records)}>
      <Text of={t.both('allPresent', { count: unseen.length })} />
    </Button>
  );
}

/** What is handed in is never taken back; a slip is put right by the next one. */
function SendAgain({ here }: { here: PlaceSession }): JSX.Element {
  const isOpen = useSignal(false);
  if (isOpen.value) return <Send here={here} isAgain />;
  return (
    <Button kind="quiet" onClick={() => (isOpen.value = true)}>
      <Text of={t.both('again')} />
    </Button>
  );
}

function Send({ here, isAgain }: { here: PlaceSession; isAgain: boolean }): JSX.Element {
  const duty = useSession();
  const { place, sheet, window } = here;
  const numbers = numbersOf(sheet.counts);
  const handIn = (isZero: boolean): void => {
    const body = {
      place: { kind: place.kind, id: place.id },
      session: { day: window.day, slot: window.slot },
      ...numbers,
      isZero,
    };
    void duty.keep(isZero ? 'zero' : 'return', [{ type: 'session-return', body }]);
  };
  const isZeroPossible = mayBeZero(numbers);
  const isNobodyMissing = numbers.missing === 0;
  return (
    <>
      {isZeroPossible && !isNobodyMissing && (
        <p class={styles.soft}>
          <Text of={t.both('zeroButMissing', { count: numbers.missing })} />
        </p>
      )}
      {isZeroPossible && (
        <Button
          kind={isNobodyMissing ? 'primary' : 'plain'}
          icon={send}
          wide
          onClick={() => handIn(true)}
        >
          <Text of={t.both('zero')} />
        </Button>
      )}
      {(!isZeroPossible || !isNobodyMissing || isAgain) && (
        <Button
          kind={isZeroPossible && isNobodyMissing ? 'plain' : 'primary'}
          icon={send}
          wide
          onClick={() => handIn(false)}
        >
          <Text of={t.both('handIn', { count: numbers.abnormal })} />
        </Button>
      )}
    </>
  );
}
