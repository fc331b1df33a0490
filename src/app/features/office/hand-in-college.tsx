import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { v7 as uuidv7 } from 'uuid';
import { mayBeZero, numbersOf } from '../../../domain/session-state.ts';
import type { RollGroup, SessionRolls } from '../../../protocol/office-rollup.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from './health-strings.ts';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { ProblemNote } from './problem-note.tsx';
import { groupName } from './roll-summary.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

const NUMBERS = ['expected', 'present', 'absent', 'abnormal', 'missing'] as const;

/** A college's numbers go upward; that nobody is ill is said by a button of its own. */
export function HandInCollege(props: {
  group: RollGroup;
  session: SessionRolls['session'];
  onDone: () => void;
  onClose: () => void;
}): JSX.Element {
  const { group, session, onDone, onClose } = props;
  const { api } = useOffice();
  const doing = useDoing();
  const [factId] = useState(() => uuidv7());
  const numbers = numbersOf(group.counts);
  const waiting = group.states.late + group.states.due;
  const { day, slot } = session;
  async function handIn(isZero: boolean): Promise<void> {
    const request = { factId, college: group.id ?? '', day, slot, ...numbers, isZero };
    if ((await doing.run(() => api.handInCollege(request))) !== null) onDone();
  }
  return (
    <Dialog open title={t('rolls.handInTitle', { name: groupName(group) })} onClose={onClose}>
      <div class={styles.form}>
        <p>{t('rolls.handInLead')}</p>
        {waiting > 0 && <p role="status">{t('rolls.handInWaiting', { count: waiting })}</p>}
        <dl class={rosterStyles.counts}>
          {NUMBERS.map((key) => (
            <div key={key}>
              <dt>{t(`rolls.count.${key}`)}</dt>
              <dd>{numbers[key]}</dd>
            </div>
          ))}
        </dl>
        <ProblemNote of={doing.problem} />
        <div class={styles.row}>
          {mayBeZero(numbers) && (
            <Button kind="primary" disabled={doing.isBusy} onClick={() => void handIn(true)}>
              {t('rolls.handInZero')}
            </Button>
          )}
          <Button
            kind={mayBeZero(numbers) ? 'plain' : 'primary'}
            disabled={doing.isBusy}
            onClick={() => void handIn(false)}
          >
            {t('rolls.handInAction', { count: numbers.abnormal })}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
