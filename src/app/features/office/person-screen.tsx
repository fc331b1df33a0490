import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Identity } from '../../../domain/person.ts';
import type { PersonDetail } from '../../../protocol/office-people.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { dayOf } from './campus-time.ts';
import { DoorLogList } from './door-log-list.tsx';
import { t as tHealth } from './health-strings.ts';
import { useDoing, useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { buildingName } from './place-text.ts';
import { roomText } from './people-screen.tsx';
import { ProblemNote } from './problem-note.tsx';
import { rosterValueText } from './roster-text.ts';
import { TemperatureSheet } from './temperature-sheet.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import sheetStyles from './temperature-sheet.module.css';

/** One person: what the directory knows, how to reach them, where they have lived, what the doors saw. */
export function PersonScreen({ id }: { id: string }): JSX.Element {
  const { api } = useOffice();
  const person = useLoaded(() => api.person(id, false), id);
  const [isSheetShown, setSheetShown] = useState(false);
  // Printed, the sheet of temperatures stands alone.
  const besides = isSheetShown ? sheetStyles.screenOnly : undefined;
  return (
    <div class={styles.page}>
      <a class={classes(styles.link, besides)} href="/office/people">
        {t('person.back')}
      </a>
      <WhenLoaded of={person}>
        {(detail) => (
          <>
            <h1 class={besides}>{detail.directory.name}</h1>
            <div class={classes(styles.cards, besides)}>
              <DirectoryCard detail={detail} />
              <ContactCard detail={detail} />
              <StaysCard detail={detail} />
              <IdentityCard id={id} />
            </div>
            {isSheetShown ? (
              <TemperatureSheet personId={id} />
            ) : (
              <TemperatureCard onShow={() => setSheetShown(true)} />
            )}
            <div class={besides}>
              <Passages id={id} />
            </div>
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

/** Shown only when asked for; the server notes who looked. */
function TemperatureCard({ onShow }: { onShow: () => void }): JSX.Element {
  return (
    <section class={styles.card}>
      <h2>{tHealth('ledger.head')}</h2>
      <p class={styles.soft}>{tHealth('ledger.lead')}</p>
      <div>
        <Button onClick={onShow}>{tHealth('ledger.show')}</Button>
      </div>
    </section>
  );
}

function Facts(props: { title: string; facts: readonly [label: string, value: string | null][] }) {
  return (
    <section class={styles.card}>
      <h2>{props.title}</h2>
      <dl class={styles.facts}>
        {props.facts.map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value === null || value === '' ? '–' : value}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function DirectoryCard({ detail }: { detail: PersonDetail }): JSX.Element {
  const { directory, buildingName: building } = detail;
  return (
    <Facts
      title={t('person.directory')}
      facts={[
        [t('person.kind'), t(`personKind.${directory.kind}`)],
        [t('rosterField.studentNo'), directory.number],
        [t('rosterField.passportName'), directory.passportName],
        [t('places.building'), building],
        [t('people.room'), roomText(directory)],
        [t('rosterField.college'), directory.college],
        [t('rosterField.grade'), directory.grade],
        [t('rosterField.className'), directory.className],
        [t('rosterField.category'), rosterValueText('category', directory.category)],
        [t('rosterField.gender'), rosterValueText('gender', directory.gender)],
      ]}
    />
  );
}

function ContactCard({ detail }: { detail: PersonDetail }): JSX.Element {
  const { contact } = detail;
  return (
    <Facts
      title={t('person.contact')}
      facts={[
        [t('rosterField.phone'), contact?.phone ?? null],
        [t('rosterField.wechat'), contact?.wechat ?? null],
        [t('rosterField.counsellor'), contact?.counsellor ?? null],
        [
          t('rosterField.whereabouts'),
          rosterValueText('whereabouts', contact?.whereabouts ?? null),
        ],
      ]}
    />
  );
}

function StaysCard({ detail }: { detail: PersonDetail }): JSX.Element {
  const { places, zone } = useOffice();
  return (
    <section class={styles.card}>
      <h2>{t('person.stays')}</h2>
      {detail.stays.length === 0 && <p class={styles.soft}>{t('person.noStays')}</p>}
      <ul class={styles.list}>
        {detail.stays.map((stay) => (
          <li key={stay.id}>
            {buildingName(places.value, stay.home.buildingId)} {roomText(stay)}
            <span class={`${styles.soft} ${styles.small} ${styles.block}`}>
              {t('person.stay', {
                from: dayOf(stay.from, zone),
                to: stay.to === null ? t('person.today') : dayOf(stay.to, zone),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown only when asked for; the server notes who looked. */
function IdentityCard({ id }: { id: string }): JSX.Element {
  const { api } = useOffice();
  const doing = useDoing();
  const [shown, setShown] = useState<{ identity: Identity | null } | null>(null);

  async function show() {
    const detail = await doing.run(() => api.person(id, true));
    if (detail !== null) setShown({ identity: detail.identity });
  }

  if (shown === null)
    return (
      <section class={styles.card}>
        <h2>{t('person.identity')}</h2>
        <p class={styles.soft}>{t('person.identityLead')}</p>
        <ProblemNote of={doing.problem} />
        <div>
          <Button disabled={doing.isBusy} onClick={() => void show()}>
            {t('person.showIdentity')}
          </Button>
        </div>
      </section>
    );
  const { identity } = shown;
  return (
    <Facts
      title={t('person.identity')}
      facts={[
        [
          t('rosterField.nationality'),
          [identity?.nationality, identity?.nationalityText].filter(Boolean).join(' · '),
        ],
        [t('rosterField.passportNo'), identity?.passportNo ?? null],
        [t('rosterField.enrolledOn'), identity?.enrolledOn ?? null],
        [t('rosterField.leftOn'), identity?.leftOn ?? null],
        [t('rosterField.remark'), identity?.remark ?? null],
      ]}
    />
  );
}

function Passages({ id }: { id: string }): JSX.Element {
  const { api } = useOffice();
  const log = useLoaded(() => api.doorLog({ personId: id }), id);
  return (
    <section class={styles.page}>
      <h2>{t('person.passages')}</h2>
      <WhenLoaded of={log}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class={styles.soft}>{t('log.none')}</p>
          ) : (
            <DoorLogList rows={rows} onChanged={() => void log.reload()} />
          )
        }
      </WhenLoaded>
    </section>
  );
}
