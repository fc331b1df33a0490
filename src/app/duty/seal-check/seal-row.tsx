import check from 'lucide-static/icons/check.svg?raw';
import type { JSX } from 'preact';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { isDue } from '../../../domain/seal-register.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { LiesAside } from '../half-written/not-saved-yet.tsx';
import { NO_CHECK } from './seal-drafts.ts';
import { useSeals } from './seal-duty.ts';
import { mayCheck, roomWords, thingWords } from './seal-place.ts';
import type { SealVisit } from './seal-records.ts';
import { isKnownWrong } from './seals-here.ts';
import { SealStateTag } from './seal-state.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-row.module.css';

interface RowProps {
  seal: SealEntry;
  visit: SealVisit;
  /** In a room's own list the room need not be said. */
  isInRoom?: boolean;
  onOpen: () => void;
}

/**
 * One seal in a list: where it is, the number expected, its state, and "intact" in one tap while it is due; one that
 * is known to be broken or missing is asked after, and so is one of which something is half told.
 */
export function SealRow(props: RowProps): JSX.Element {
  const { seal, isInRoom = false, onOpen } = props;
  const duty = useSeals();
  const { number, of } = seal;
  const state = seal.isVoided ? 'voided' : seal.state;
  const place = isInRoom ? thingWords(of) : `${roomWords(duty, of)} · ${thingWords(of)}`;
  const isDueNow = isDue(seal, duty.dueSince.value);
  const may = mayCheck(duty, of);
  const draft = may ? duty.checkingOf(seal.id).draft.value : NO_CHECK;
  return (
    <div class={styles.seal}>
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
        {isDueNow && may && <Look {...props} isAsked={isKnownWrong(seal) || draft !== NO_CHECK} />}
      </div>
      <LiesAside duty={duty} of={draft} />
    </div>
  );
}

/** The button of a seal that is due. */
function Look(props: Omit<RowProps, 'isInRoom'> & { isAsked: boolean }): JSX.Element {
  const { seal, visit, isAsked, onOpen } = props;
  const { number } = seal;
  const duty = useSeals();
  if (isAsked)
    return (
      <Button label={t('nowLabel', { number })} onClick={onOpen}>
        <Text of={t.both('now')} />
      </Button>
    );
  return (
    <div role="group" aria-disabled={duty.justIntact.value !== null}>
      <Button
        icon={check}
        label={t('intactLabel', { number })}
        onClick={() => void duty.recordIntact(seal.id, visit)}
      >
        <Text of={t.both('intact')} />
      </Button>
    </div>
  );
}
