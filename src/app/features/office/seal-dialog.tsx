import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { v7 as uuidv7 } from 'uuid';
import { mayOffice } from '../../../domain/permission.ts';
import { offeredReason } from '../../../domain/void-reason.ts';
import type { SealDetail, SealStep } from '../../../protocol/office-seal.ts';
import { SealStateTag } from '../../duty/seal-check/seal-state.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { sealPhotoPath } from './api.ts';
import { dateTimeText } from './campus-time.ts';
import { useDoing, useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { sealedText } from './seals-table.tsx';
import { TypedIn } from './typed-in.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import photos from './check-photos.module.css';
import styles from './office.module.css';

/** One seal from its application on, with what nobody has acknowledged. */
export function SealDialog(props: {
  id: string;
  onChanged: () => void;
  onClose: () => void;
}): JSX.Element {
  const { id, onChanged, onClose } = props;
  const { api } = useOffice();
  const detail = useLoaded(() => api.seal(id), id);
  return (
    <Dialog open title={t('seals.detail')} onClose={onClose}>
      <WhenLoaded of={detail}>
        {({ seal, steps }) => (
          <div class={styles.form}>
            <p>
              <strong>
                {[seal.building.name, seal.room ?? t('seals.noRoom'), sealedText(seal)].join(' · ')}
              </strong>
            </p>
            <p>
              {seal.number} <SealStateTag state={seal.isVoided ? 'voided' : seal.state} />
            </p>
            <ol class={styles.list}>
              {steps.map((step) => (
                <Step
                  key={step.id}
                  sealId={id}
                  step={step}
                  onChanged={() => {
                    void detail.reload();
                    onChanged();
                  }}
                />
              ))}
            </ol>
          </div>
        )}
      </WhenLoaded>
    </Dialog>
  );
}

function Step(props: { sealId: string; step: SealStep; onChanged: () => void }): JSX.Element {
  const { zone } = useOffice();
  const { sealId, step, onChanged } = props;
  const { state, number, authorisedBy, witness, note, voided } = step;
  const words = [
    number && t('seals.step.number', { number }),
    authorisedBy && t('seals.step.authorisedBy', { who: authorisedBy }),
    witness && t('seals.step.witness', { who: witness }),
    note,
    step.isContested && t('seals.step.contested'),
    voided && t('seals.step.voided', { reason: reasonText(voided.reason) }),
  ].filter(Boolean);
  return (
    <li>
      <p>
        {state === null ? t('seals.step.applied') : <SealStateTag state={state} />}{' '}
        {dateTimeText(step.at, zone)} · {step.byName ?? '–'}{' '}
        <TypedIn at={step.typedInAt} zone={zone} />
      </p>
      {words.length > 0 && <p class={styles.soft}>{words.join(' · ')}</p>}
      <Photos sealId={sealId} step={step} />
      {step.acknowledged.map((seen) => (
        <p key={seen.at} class={styles.soft}>
          {t('seals.step.acknowledged', {
            who: seen.byName ?? '–',
            time: dateTimeText(seen.at, zone),
          })}
          {seen.note !== null && ` · ${seen.note}`}
        </p>
      ))}
      {step.isOpenIncident && (
        <Acknowledge sealId={sealId} checkId={step.id} onChanged={onChanged} />
      )}
    </li>
  );
}

function reasonText(reason: string): string {
  const offered = offeredReason(reason);
  return offered === null ? reason : t(`log.voidReason.${offered}`);
}

function Photos({ sealId, step }: { sealId: string; step: SealStep }): JSX.Element | null {
  const received = step.photos.filter(({ isReceived }) => isReceived);
  if (step.photos.length === 0) return null;
  return (
    <>
      <p class={styles.soft}>
        {t('log.photos', { received: received.length, count: step.photos.length })}
      </p>
      <ul class={photos.photos}>
        {received.map(({ sha }, index) => (
          <li key={sha}>
            <img
              class={photos.photo}
              src={sealPhotoPath(sealId, sha)}
              alt={t('seals.photo', { number: index + 1 })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Acknowledge(props: {
  sealId: string;
  checkId: SealStep['id'];
  onChanged: (detail: SealDetail) => void;
}): JSX.Element | null {
  const { sealId, checkId, onChanged } = props;
  const { api, me } = useOffice();
  const doing = useDoing();
  const [note, setNote] = useState('');
  const [factId] = useState(() => uuidv7());
  const now = new Date().toISOString();
  if (!mayOffice(me.assignments, { area: 'upkeep', action: 'V' }, now)) return null;
  async function acknowledge(): Promise<void> {
    const body = { factId, checkId, note: note.trim() || null };
    const detail = await doing.run(() => api.acknowledgeSeal(sealId, body));
    if (detail !== null) onChanged(detail);
  }
  return (
    <div class={styles.form}>
      <Field label={t.both('seals.note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      <Button kind="primary" disabled={doing.isBusy} onClick={() => void acknowledge()}>
        {t('seals.acknowledge')}
      </Button>
      <ProblemNote of={doing.problem} />
    </div>
  );
}
