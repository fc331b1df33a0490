import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { TakenBack } from '../../../domain/amended-record.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { SealCheckEntry, SealEntry } from '../../../domain/seal-chain.ts';
import { reasonWords } from '../../duty/reason-words.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { useSeals } from '../../duty/seal-check/seal-duty.ts';
import { mayTakeBack } from '../../duty/seal-check/seal-place.ts';
import { SealStateTag } from '../../duty/seal-check/seal-state.tsx';
import { VoidForm } from '../../duty/void-form.tsx';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-front.module.css';

/** One seal from its application on: who looked at it when, what was found, and who has seen that. */
export function SealTimeline({ seal }: { seal: SealEntry }): JSX.Element {
  const duty = useSeals();
  const { applied, appliedAt, of, checks } = seal;
  return (
    <section>
      <h3>
        <Text of={t.both('timeline.title')} />
      </h3>
      <ol class={styles.timeline}>
        <li>
          <strong>{t('timeline.applied')}</strong>
          <span>{applied === null ? timeOf(duty, appliedAt) : <ByAt fact={applied.fact} />}</span>
          <span>{t('timeline.reason', { reason: of.reason })}</span>
          {applied !== null && applied.seal.witness !== null && (
            <span>{t('timeline.witness', { witness: applied.seal.witness })}</span>
          )}
          {applied !== null && <Photos photos={applied.seal.photos} />}
          {applied === null && <span class={styles.soft}>{t('timeline.longAgo')}</span>}
          {applied !== null && <Back seal={seal} fact={applied.fact} takenBack={seal.takenBack} />}
        </li>
        {checks.map((entry) => (
          <Check key={entry.id} seal={seal} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Check({ seal, entry }: { seal: SealEntry; entry: SealCheckEntry }): JSX.Element {
  const duty = useSeals();
  const { fact, check, at, isContested, takenBack } = entry;
  const incident = seal.incidents.find(({ checkId }) => checkId === entry.id);
  const seen = incident?.acknowledged[0];
  return (
    <li>
      <SealStateTag state={takenBack.length > 0 ? 'voided' : check.state} />
      {takenBack.length > 0 && <s>{t(`state.${check.state}`)}</s>}
      <ByAt fact={fact} />
      {check.onPaperAt !== undefined && (
        <span class={styles.soft}>{t('timeline.onPaper', { time: timeOf(duty, at) })}</span>
      )}
      {check.newNumber !== null && (
        <span>{t('timeline.newNumber', { number: check.newNumber })}</span>
      )}
      {check.authorisedBy !== null && (
        <span>{t('timeline.authorisedBy', { who: check.authorisedBy })}</span>
      )}
      {check.note !== null && <span>{check.note}</span>}
      <Photos photos={check.photos} />
      {isContested && <strong>{t('contested')}</strong>}
      {incident !== undefined && (
        <span class={styles.soft}>
          {seen === undefined
            ? t('timeline.notAcknowledged')
            : t('timeline.acknowledged', {
                who: whoRecorded(duty, seen.fact.by, language.value),
                time: timeOf(duty, seen.fact.correctedAt),
              })}
        </span>
      )}
      <Back seal={seal} fact={fact} takenBack={takenBack} />
    </li>
  );
}

function ByAt({ fact }: { fact: Fact }): JSX.Element {
  const duty = useSeals();
  const who = whoRecorded(duty, fact.by, language.value);
  return <span>{t('timeline.byAt', { who, time: timeOf(duty, fact.correctedAt) })}</span>;
}

function Photos({ photos }: { photos: readonly AttachmentRef[] }): JSX.Element {
  const { journal, sync } = useSeals().app;
  return (
    <PhotoList
      shas={photos.map(({ sha }) => sha)}
      read={async (sha) => (await journal.readAttachment(sha)) ?? sync.readAttachment(sha)}
      large
    />
  );
}

/** Why it was taken back; or, for whom that is allowed, how to. */
function Back(props: {
  seal: SealEntry;
  fact: Fact;
  takenBack: readonly TakenBack[];
}): JSX.Element | null {
  const { seal, fact, takenBack } = props;
  const duty = useSeals();
  const asking = useSignal<Id | null>(null);
  const [first] = takenBack;
  if (first !== undefined)
    return <Soft>{t('timeline.takenBack', { reason: reasonWords(first.reason) })}</Soft>;
  if (!mayTakeBack(duty, seal.of, fact)) return null;
  if (asking.value === fact.id)
    return (
      <VoidForm
        onCancel={() => (asking.value = null)}
        onSave={(reason) => duty.takeBack(fact.id, reason)}
      />
    );
  return (
    <Button kind="quiet" onClick={() => (asking.value = fact.id)}>
      <Text of={t.both('timeline.takeBack')} />
    </Button>
  );
}

const Soft = ({ children }: { children: ComponentChildren }): JSX.Element => (
  <span class={styles.soft}>{children}</span>
);
