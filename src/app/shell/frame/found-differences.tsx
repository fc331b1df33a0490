import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import type { JSX } from 'preact';
import type { Finding, SelfCheckRow } from '../../../store/journal-database.ts';
import { clockTime } from '../../clock-time.ts';
import { useApp } from '../../context.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { differenceWords, shortId } from './difference-words.ts';
import { t } from './notice-strings.ts';
import styles from './proof-section.module.css';
import type { Around } from './sync-sentences.ts';

/** What the last counting found, record by record, what came of it, and how to count again. */
export function FoundDifferences(props: {
  check: Omit<SelfCheckRow, 'key'> | null;
  /** Whether something was found that is not put right. */
  isOpen: boolean;
  isRunning: boolean;
  around: Around;
}): JSX.Element {
  const { check, isOpen, isRunning, around } = props;
  const app = useApp();
  const todo = isOpen ? 'proof.repair' : 'proof.compare';
  return (
    <>
      {check?.found && <Found found={check.found} isStill={isOpen} around={around} />}
      {check !== null && (
        <p>
          <Text
            of={t.both('proof.wholeAt', { time: clockTime(Date.parse(check.countedAt), around) })}
          />
        </p>
      )}
      <Button disabled={isRunning} onClick={() => app.sync.compare()}>
        <Text of={t.both(isRunning ? 'proof.comparing' : todo)} />
      </Button>
    </>
  );
}

/** `isStill`: something differs even now, so that no good news is shown as such. */
function Found(props: { found: Finding; isStill: boolean; around: Around }): JSX.Element {
  const { found, isStill, around } = props;
  const app = useApp();
  const { counts, differences, end } = found;
  const all = counts['only-here'] + counts['only-there'] + counts.unlike;
  const isOpen = end === 'open';
  const isWrong = isOpen || end === 'lost-here';
  const tone = isWrong ? 'danger' : isStill ? 'plain' : 'good';
  const { 'only-here': here, 'only-there': there, unlike } = counts;
  return (
    <>
      <Banner tone={tone} icon={tone === 'good' ? circleCheck : circleAlert} role="status">
        <Text of={endWords(found, all, around)} />
      </Banner>
      {all > 0 && (
        <p>
          <Text of={t.both('proof.counts', { here, there, unlike })} />
        </p>
      )}
      <ul class={styles.differences}>
        {differences.map((difference) => (
          <li key={`${difference.of} ${difference.id}`}>
            <strong>{t(`proof.how.${difference.how}`)}</strong>{' '}
            {differenceWords(app, difference, around)}{' '}
            <span class={styles.id}>{shortId(difference.id)}</span>
          </li>
        ))}
        {all > differences.length && (
          <li>{t('proof.more', { count: all - differences.length })}</li>
        )}
      </ul>
      {isWrong && (
        <p>
          <Text of={t.both(isOpen ? 'proof.ask' : 'proof.show')} />
        </p>
      )}
    </>
  );
}

function endWords({ end, at }: Finding, count: number, around: Around): Spoken {
  const time = clockTime(Date.parse(at), around);
  if (end === 'loaded-anew') return t.both('proof.loaded-anew', { time });
  if (count === 0) return t.both('proof.unnamed', { time });
  return t.both(`proof.${end}`, { count, time });
}
