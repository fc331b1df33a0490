import check from 'lucide-static/icons/check.svg?raw';
import type { JSX } from 'preact';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { isDue } from '../../../domain/seal-register.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useSeals } from './seal-duty.ts';
import { mayCheck, roomWords, thingWords } from './seal-place.ts';
import type { SealVisit } from './seal-records.ts';
import { isKnownWrong } from './seals-here.ts';
import { SealStateTag } from './seal-state.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-row.module.css';

/**
 * One seal in a list: where it is, the number expected, its state, and "intact" in one tap while it is due; one that
 * is known to be broken or missing is asked after.
 */
export function SealRow(props: {
  seal: SealEntry;
  visit: SealVisit;
  /** In a room's own list the room need not be said. */
  isInRoom?: boolean;
  onOpen: () => void;
}): JSX.Element {
  const { seal, visit, isInRoom = false, onOpen } = props;
  const duty = useSeals();
  const { number, of } = seal;
  const state = seal.isVoided ? 'voided' : seal.state;
  const place = isInRoom ? thingWords(of) : `${roomWords(duty, of)} · ${thingWords(of)}`;
  const isDueNow = isDue(seal, duty.dueSince.value);
  return (
    <div class={styles.row}>
      <button
        type="button"
        class={styles.open}
        aria-haspopup="dialog"
        aria-label={t('rowLabel', { place, number, state: t(`state.${state}`) })}
        onClick={onOpen}
      >
        <span class={styles.place}>{place}</span>
        <span class={styles.number}>{t('number', { number })}</span>
        <span class={styles.words}>
          <SealStateTag state={state} />
          {isDueNow && <span class={styles.due}>{t('toCheck')}</span>}
          {seal.isContested && <span class={styles.due}>{t('contested')}</span>}
        </span>
      </button>
      {isDueNow && mayCheck(duty, of) && isKnownWrong(seal) && (
        <Button label={t('nowLabel', { number })} onClick={onOpen}>
          <Text of={t.both('now')} />
        </Button>
      )}
      {isDueNow && mayCheck(duty, of) && !isKnownWrong(seal) && (
        <div role="group" aria-disabled={duty.justIntact.value !== null}>
          <Button
            icon={check}
            label={t('intactLabel', { number })}
            onClick={() => void duty.recordIntact(seal.id, visit)}
          >
            <Text of={t.both('intact')} />
          </Button>
        </div>
      )}
    </div>
  );
}
