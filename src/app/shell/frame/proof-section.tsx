import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SelfCheckRow } from '../../../store/journal-database.ts';
import type { Comparison } from '../../../store/journal-proof.ts';
import { latestShift, proveShift, type ShiftProof } from '../../../store/shift-receipt.ts';
import { clockTime } from '../../clock-time.ts';
import { useApp } from '../../context.ts';
import { digestText, receiptText } from '../../receipt-text.ts';
import { handOnText } from '../../device/hand-on-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { differenceWords, shortId } from './difference-words.ts';
import { FoundDifferences } from './found-differences.tsx';
import { t } from './notice-strings.ts';
import styles from './proof-section.module.css';
import type { Around } from './sync-sentences.ts';

/** Whether this phone and the server have found that they hold the same, and the receipt of the last shift. */
export function ProofSection(props: { around: Around; isRunning: boolean }): JSX.Element {
  const { around, isRunning } = props;
  const app = useApp();
  const revision = app.revision.value;
  const [compared, setCompared] = useState<Comparison | null>(null);
  const [proof, setProof] = useState<ShiftProof | null>(null);
  const [check, setCheck] = useState<Omit<SelfCheckRow, 'key'> | null>(null);
  const [failure, setFailure] = useState<{ of: unknown } | null>(null);
  useEffect(() => {
    const shiftId = latestShift(app.journal, app.unlocked.accountId);
    Promise.all([
      app.journal.comparison(),
      shiftId === null ? null : proveShift(app.journal, shiftId),
      app.journal.selfCheck(app.unlocked.accountId),
    ]).then(
      ([nextCompared, nextProof, nextCheck]) => {
        setCheck(nextCheck);
        setCompared(nextCompared);
        setProof(nextProof);
      },
      (of: unknown) => setFailure({ of }),
    );
    // What the sync finds at the end of its turn changes no record.
  }, [app, revision, isRunning]);

  if (failure !== null) throw failure.of;
  const end = check?.found?.end;
  const isLost = end === 'lost-here';
  const isOpen = compared?.isEqual === false || end === 'open';
  return (
    <section class={styles.proof}>
      <h3>{t('proof.title')}</h3>
      {compared === null && <p>{t('proof.none')}</p>}
      {/* Equal sums say nothing beside a record that is not the same. */}
      {compared !== null && !(compared.isEqual && (isOpen || isLost)) && (
        <Compared compared={compared} around={around} />
      )}
      <Unreadable around={around} />
      <FoundDifferences check={check} isOpen={isOpen} isRunning={isRunning} around={around} />
      {proof !== null && <Receipt proof={proof} />}
    </section>
  );
}

/** What the last comparison of the two sums showed, and of how many records. */
function Compared(props: { compared: Comparison; around: Around }): JSX.Element {
  const { compared, around } = props;
  const words = { count: compared.count, time: clockTime(Date.parse(compared.at), around) };
  return (
    <Banner
      tone={compared.isEqual ? 'good' : 'danger'}
      icon={compared.isEqual ? circleCheck : circleAlert}
      role="status"
    >
      <Text of={t.both(compared.isEqual ? 'proof.equal' : 'proof.differs', words)} />
    </Banner>
  );
}

/** Each by its time and the end of its id: what else it says lies in what cannot be read. */
function Unreadable({ around }: { around: Around }): JSX.Element | null {
  const app = useApp();
  void app.revision.value;
  const ids = [...app.journal.unreadable()].sort();
  if (ids.length === 0) return null;
  return (
    <>
      <Banner tone="danger" icon={circleAlert} role="status">
        <Text of={t.both('proof.unreadable', { count: ids.length })} />
      </Banner>
      <ul class={styles.differences}>
        {ids.map((id) => (
          <li key={id}>
            {differenceWords(app, { id, of: 'fact', how: 'unlike' }, around)}{' '}
            <span class={styles.id}>{shortId(id)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Large enough to be read across a desk; what is copied names nobody. */
function Receipt({ proof }: { proof: ShiftProof }): JSX.Element {
  const [handed, setHanded] = useState<'shared' | 'copied' | 'refused' | null>(null);
  const { total, receipt } = proof;
  const words = t('proof.receipt', { count: receipt.count, total });
  const text = receiptText(receipt, words);

  return (
    <div class={styles.receipt}>
      <h3>{t('proof.shift')}</h3>
      <p class={styles.count}>
        <Text of={t.both('proof.receipt', { count: receipt.count, total })} />
      </p>
      <p>
        <Text of={t.both('proof.counted')} />
      </p>
      <p class={styles.digest}>{digestText(receipt.digest)}</p>
      <p class={styles.id}>{receipt.shiftId}</p>
      <Button onClick={() => void handOnText(text).then(setHanded)}>
        <Text of={t.both('proof.handOn')} />
      </Button>
      <p role="status">
        {handed === 'copied' && t('proof.copied')}
        {handed === 'refused' && t('proof.notCopied')}
      </p>
    </div>
  );
}
