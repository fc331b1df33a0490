import download from 'lucide-static/icons/download.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { NightHistory, NightPerson, NightReply } from '../../../protocol/office-night.ts';
import { language } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { nightCsvPath } from './api.ts';
import { dateTimeText } from './campus-time.ts';
import { DayField } from './day-field.tsx';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Pager } from './pager.tsx';
import { Table, type Column } from './table.tsx';
import { TypedIn } from './typed-in.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

const PAGE_SIZE = 100;
const COUNTS = [
  'expected',
  'present',
  'on_leave',
  'in_hospital',
  'otherwise',
  'unaccounted',
  'notAsked',
] as const;
type Counts = NightReply['counts'];

/** Who is in for a night, who nobody can account for, and the nights before it. */
export function NightScreen(): JSX.Element {
  const { api, places } = useOffice();
  const [day, setDay] = useState('');
  const [buildingId, setBuildingId] = useState('');
  const [offset, setOffset] = useState(0);
  const query = { ...(day !== '' && { day }), ...(buildingId !== '' && { buildingId }) };
  const page = useLoaded(
    () => api.nightCheck({ ...query, offset: String(offset) }),
    `${JSON.stringify(query)}/${offset}`,
  );
  return (
    <div class={styles.page}>
      <h1>{t('page.nightCheck')}</h1>
      <div class={styles.filters}>
        <DayField
          day={day === '' ? (page.value?.night.day ?? '') : day}
          onDay={(next) => {
            setDay(next);
            setOffset(0);
          }}
        />
        <Field label={t.both('places.building')}>
          <select
            value={buildingId}
            onChange={(event) => {
              setBuildingId(event.currentTarget.value);
              setOffset(0);
            }}
          >
            <option value="">{t('all')}</option>
            {(places.value?.buildings ?? []).map(({ building }) => (
              <option key={building.id} value={building.id}>
                {building.name}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <WhenLoaded of={page}>
        {(reply) => (
          <>
            <Summary reply={reply} query={query} />
            <Missing people={reply.people} />
            <Pager offset={offset} pageSize={PAGE_SIZE} total={reply.total} onOffset={setOffset} />
          </>
        )}
      </WhenLoaded>
      {buildingId !== '' && <Nights key={buildingId} buildingId={buildingId} />}
    </div>
  );
}

const countColumns = <Row extends { counts: Counts }>(): Column<Row>[] =>
  COUNTS.map((key) => ({
    label: t(`night.${key}`),
    look: 'number',
    cell: ({ counts }) => counts[key],
  }));

function Summary(props: {
  reply: NightReply;
  query: { day?: string; buildingId?: string };
}): JSX.Element {
  const { zone } = useOffice();
  const [isMasked, setMasked] = useState(true);
  const { night, units, counts } = props.reply;
  const time = (at: string) => dateTimeText(at, zone);
  return (
    <>
      <p>{t('night.lead', { from: time(night.from), to: time(night.to) })}</p>
      <dl class={rosterStyles.counts}>
        {COUNTS.map((key) => (
          <div key={key}>
            <dt>{t(`night.${key}`)}</dt>
            <dd>{counts[key]}</dd>
          </div>
        ))}
      </dl>
      <div class={styles.row}>
        <a
          class={styles.link}
          href={nightCsvPath({ ...props.query, mask: isMasked ? '1' : '0', lang: language.value })}
          download
        >
          <Icon of={download} />
          {t('log.export')}
        </a>
        <label class={styles.check}>
          <input
            type="checkbox"
            checked={isMasked}
            onChange={(event) => setMasked(event.currentTarget.checked)}
          />
          {t('log.masked')}
        </label>
      </div>
      <Table
        caption={t('night.units')}
        rows={units}
        rowKey={({ unitId }) => unitId}
        columns={[
          {
            label: t('rounds.unit'),
            look: 'name',
            cell: ({ building, code }) => placeText(building, code),
          },
          ...countColumns<NightReply['units'][number]>(),
          {
            label: t('night.checked'),
            cell: ({ rounds }) => rounds.map(time).join(t('comma')) || t('night.nobodyWent'),
          },
        ]}
      />
    </>
  );
}

const placeText = (building: string | null, code: string | null): string =>
  code === null ? (building ?? '') : t('rounds.unitOf', { building: building ?? '', unit: code });

function Missing({ people }: { people: readonly NightPerson[] }): JSX.Element {
  const { zone } = useOffice();
  if (people.length === 0) return <p role="status">{t('night.nobodyMissing')}</p>;
  return (
    <Table
      caption={t('night.missing')}
      rows={people}
      rowKey={({ personId }) => personId}
      columns={[
        {
          label: t('rosterField.name'),
          look: 'name',
          cell: ({ personId, name }) => <a href={`/office/people/${personId}`}>{name}</a>,
        },
        {
          label: t('rosterField.room'),
          cell: ({ building, unit, room }) => `${placeText(building, unit)} ${room ?? ''}`,
        },
        {
          label: t('night.said'),
          cell: ({ word }) => <Said word={word} />,
        },
        { label: t('night.seen'), cell: ({ seen }) => seenText(seen, zone) },
      ]}
    />
  );
}

function Said({ word }: Pick<NightPerson, 'word'>): JSX.Element {
  const { zone } = useOffice();
  if (word === null) return <>{t('night.word.none')}</>;
  const said = t('night.saidBy', {
    word: t(`night.word.${word.state}`),
    time: dateTimeText(word.at, zone),
    who: word.by ?? '',
  });
  return (
    <>
      {said} <TypedIn at={word.typedInAt} zone={zone} />
    </>
  );
}

/** A help to find them; it counts for nothing. */
function seenText(seen: NightPerson['seen'], zone: string): string {
  if (seen === null) return t('night.neverSeen');
  const { at, direction, place } = seen;
  return t(`night.seenAt.${direction ?? 'room'}`, { place, time: dateTimeText(at, zone) });
}

function Nights({ buildingId }: { buildingId: string }): JSX.Element {
  const { api } = useOffice();
  const history = useLoaded(() => api.nightHistory(buildingId), buildingId);
  return (
    <WhenLoaded of={history}>
      {({ nights }) => (
        <Table
          caption={t('night.history')}
          rows={nights}
          rowKey={({ day }) => day}
          columns={[
            { label: t('night.day'), look: 'name', cell: ({ day }) => day },
            ...countColumns<NightHistory['nights'][number]>(),
            { label: t('night.rounds'), look: 'number', cell: ({ rounds }) => rounds },
          ]}
        />
      )}
    </WhenLoaded>
  );
}
