import check from 'lucide-static/icons/check.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import type { SealState } from '../../../domain/seal.ts';
import { isKnownWrong } from './seals-here.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { NotSaved } from '../not-saved.tsx';
import { CheckForm } from './check-form.tsx';
import { useSeals } from './seal-duty.ts';
import { mayCheck, roomWords, thingWords } from './seal-place.ts';
import type { SealVisit } from './seal-records.ts';
import { SealStateTag } from './seal-state.tsx';
import { t } from './seal-strings.ts';
import styles from './check-sheet.module.css';

/** What one is likely to find next, the likeliest first. */
const NEXT_STATES: Readonly<Record<SealState, readonly SealState[]>> = {
  intact: ['broken', 'missing', 'unsealed', 'reapplied'],
  reapplied: ['broken', 'missing', 'unsealed', 'reapplied'],
  broken: ['reapplied', 'broken', 'missing', 'unsealed', 'intact'],
  missing: ['reapplied', 'missing', 'broken', 'unsealed', 'intact'],
  unsealed: ['reapplied'],
};

/** Asks for the number expected here, and takes how the seal was found. What is half told is kept for this seal. */
export function CheckSheet(props: {
  seal: SealEntry | null;
  visit: SealVisit;
  onClose: () => void;
  /** Beneath the question: what else is known of it. */
  children?: ComponentChildren;
}): JSX.Element {
  const { seal, visit, onClose, children } = props;
  const duty = useSeals();
  const state = seal && duty.checkingOf(seal.id).draft.value.state;
  const title = seal === null ? '' : `${roomWords(duty, seal.of)} · ${thingWords(seal.of)}`;
  return (
    <Dialog open={seal !== null} title={title} onClose={onClose}>
      {seal !== null &&
        (state === null ? (
          <div class={styles.form}>
            <Question seal={seal} visit={visit} onSaved={onClose} />
            {children}
          </div>
        ) : (
          <CheckForm seal={seal} state={state} visit={visit} onClose={onClose} />
        ))}
    </Dialog>
  );
}

/** Of one that is known to be broken or missing. */
function nextWords(now: SealState, next: SealState) {
  if (next === 'intact' || next === 'reapplied') return `next.${next}` as const;
  const isStill = next === now && next !== 'unsealed';
  return isStill ? (`next.${next}` as const) : (`state.${next}` as const);
}

function Question(props: { seal: SealEntry; visit: SealVisit; onSaved: () => void }): JSX.Element {
  const { seal, visit, onSaved } = props;
  const duty = useSeals();
  const { number, isLive, isVoided } = seal;
  async function intact(): Promise<void> {
    if (!(await duty.recordIntact(seal.id, visit))) return;
    duty.checkingOf(seal.id).clear();
    onSaved();
  }
  const may = !isVoided && mayCheck(duty, seal.of);
  const isWrong = isKnownWrong(seal);
  return (
    <>
      <p class={styles.ask}>
        <Text of={t.both(isLive ? 'ask' : 'askOff', { number })} />
      </p>
      <p>
        <SealStateTag state={isVoided ? 'voided' : seal.state} />
      </p>
      {duty.problem.value !== null && (
        <Banner tone="danger" role="alert">
          <NotSaved why={duty.problem.value} />
        </Banner>
      )}
      {may && isLive && !isWrong && (
        <Button kind="primary" wide icon={check} onClick={() => void intact()}>
          <Text of={t.both('intact')} />
        </Button>
      )}
      {may && (
        <div class={styles.others} role="group" aria-label={t('wrong')}>
          {NEXT_STATES[seal.state].map((one, place) => (
            <Button
              key={one}
              kind={isWrong && place === 0 ? 'primary' : 'plain'}
              onClick={() => duty.checkingOf(seal.id).change({ state: one })}
            >
              <Text of={t.both(isWrong ? nextWords(seal.state, one) : `state.${one}`)} />
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
