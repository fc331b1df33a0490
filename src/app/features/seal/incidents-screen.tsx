import check from 'lucide-static/icons/check.svg?raw';
import stamp from 'lucide-static/icons/stamp.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SealEntry, SealIncident } from '../../../domain/seal-chain.ts';
import { incidentsOf } from '../../../domain/seal-register.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { useSeals } from '../../duty/seal-check/seal-duty.ts';
import { mayAcknowledgeIncident, roomWords, thingWords } from '../../duty/seal-check/seal-place.ts';
import { SealStateTag } from '../../duty/seal-check/seal-state.tsx';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-front.module.css';

const SHOWN = 100;

/** Seals found broken or missing: those that nobody has acknowledged first, each newest first. */
export function IncidentsScreen(): JSX.Element {
  const register = useSeals().register();
  const all = incidentsOf(register.seals());
  const inOrder = [...all.filter(({ isOpen }) => isOpen), ...all.filter(({ isOpen }) => !isOpen)];
  return (
    <main class={styles.screen}>
      <h1 class={styles.title}>
        <Text of={t.both('incidents.title')} />
      </h1>
      {all.length === 0 ? (
        <EmptyState icon={stamp} title={<Text of={t.both('incidents.empty')} />}>
          <Text of={t.both('incidents.emptyHelp')} />
        </EmptyState>
      ) : (
        <ul class={styles.list}>
          {inOrder.slice(0, SHOWN).map((incident) => {
            const seal = register.seal(incident.sealId);
            return seal === null ? null : (
              <Incident key={incident.checkId} incident={incident} seal={seal} />
            );
          })}
        </ul>
      )}
    </main>
  );
}

function Incident(props: { incident: SealIncident; seal: SealEntry }): JSX.Element {
  const { incident, seal } = props;
  const duty = useSeals();
  const { journal, sync } = duty.app;
  const { entry, acknowledged, isOpen } = incident;
  const [seen] = acknowledged;
  const who = entry === null ? '' : whoRecorded(duty, entry.fact.by, language.value);
  return (
    <li class={classes(styles.incident, isOpen && styles.open)}>
      <strong>
        {roomWords(duty, seal.of)} · {thingWords(seal.of)}
      </strong>
      <span>{t('number', { number: seal.number })}</span>
      <span>
        <SealStateTag state={incident.state} /> {timeOf(duty, incident.at)} {who}
        {entry !== null && entry.check.onPaperAt !== undefined && (
          <span class={styles.soft}>
            {' '}
            {t('timeline.onPaper', { time: timeOf(duty, incident.at) })}
          </span>
        )}
      </span>
      {entry !== null && entry.check.note !== null && <span>{entry.check.note}</span>}
      {entry !== null && (
        <PhotoList
          shas={entry.check.photos.map(({ sha }) => sha)}
          read={async (sha) => (await journal.readAttachment(sha)) ?? sync.readAttachment(sha)}
          large
        />
      )}
      {seen !== undefined && (
        <span class={styles.soft}>
          {t('timeline.acknowledged', {
            who: whoRecorded(duty, seen.fact.by, language.value),
            time: timeOf(duty, seen.fact.correctedAt),
          })}
          {seen.acknowledgement.note !== null && ` · ${seen.acknowledgement.note}`}
        </span>
      )}
      {isOpen && mayAcknowledgeIncident(duty, seal.of) && (
        <Acknowledge checkId={incident.checkId} number={seal.number} />
      )}
    </li>
  );
}

function Acknowledge({ checkId, number }: { checkId: string; number: string }): JSX.Element {
  const duty = useSeals();
  const note = useSignal('');
  return (
    <>
      <Field label={t.both('incidents.note')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={note.value}
          onInput={(event) => (note.value = event.currentTarget.value)}
        />
      </Field>
      <Button
        kind="primary"
        icon={check}
        label={t('incidents.acknowledgeLabel', { number })}
        onClick={() => void duty.acknowledge(checkId, note.value.trim() || null)}
      >
        <Text of={t.both('incidents.acknowledge')} />
      </Button>
    </>
  );
}
