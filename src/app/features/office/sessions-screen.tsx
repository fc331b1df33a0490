import list from 'lucide-static/icons/clipboard-list.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Slot } from '../../../domain/report-rules.ts';
import type {
  PlaceRoll,
  RollGroup,
  RollKind,
  SessionRolls,
  SessionRollsQuery,
} from '../../../protocol/office-rollup.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { DayField } from './day-field.tsx';
import { useLoaded } from './loaded.ts';
import { MissingOfPlace } from './missing-of-place.tsx';
import { useOffice } from './office-context.ts';
import { t } from './health-strings.ts';
import { groupName, RollSummary } from './roll-summary.tsx';
import { GroupTable, PlaceTable, WaitingTable } from './roll-tables.tsx';
import { TemperaturesOfPlace } from './temperatures-of-place.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Which group is looked into, and whose missing list; kept by id while the numbers are read again. */
interface Looking {
  groupId: string | null | undefined;
  place: PlaceRoll['place'] | null;
}
const AT_ALL: Looking = { groupId: undefined, place: null };

/** Sessions (晨午检): every class or unit, rolled up, down to who is missing in one of them. */
export function SessionsScreen(): JSX.Element {
  const { api } = useOffice();
  const [query, setQuery] = useState<SessionRollsQuery>({});
  const [looking, setLooking] = useState(AT_ALL);
  const page = useLoaded(() => api.sessionRolls(query), JSON.stringify(query));
  const ask = (next: SessionRollsQuery): void => {
    setQuery({ ...query, ...next });
    if (next.by !== undefined) setLooking(AT_ALL);
  };
  return (
    <div class={styles.page}>
      <h1>{t('page.sessions')}</h1>
      <Filters query={query} rolls={page.value} onQuery={ask} />
      <WhenLoaded of={page}>
        {(rolls) =>
          rolls.groups.length === 0 ? (
            <EmptyState icon={list} title={t('rolls.none')}>
              {t('rolls.noneLead')}
            </EmptyState>
          ) : (
            <Level
              rolls={rolls}
              looking={looking}
              onLook={setLooking}
              onChanged={() => void page.reload()}
            />
          )
        }
      </WhenLoaded>
    </div>
  );
}

function Filters(props: {
  query: SessionRollsQuery;
  rolls: SessionRolls | null;
  onQuery: (query: SessionRollsQuery) => void;
}): JSX.Element {
  const { query, rolls, onQuery } = props;
  const session = rolls?.session;
  const day = query.day ?? session?.day ?? '';
  const slot = query.slot ?? session?.slot ?? '';
  return (
    <div class={styles.filters}>
      {/* Another day may have other sessions. */}
      <DayField day={day} onDay={(next) => onQuery({ day: next, slot: undefined })} />
      <Field label={t.both('slotField')}>
        <select
          value={slot}
          onChange={({ currentTarget: { value } }) => onQuery({ day, slot: value as Slot })}
        >
          {(rolls?.slots ?? []).map((one) => (
            <option key={one} value={one}>
              {t(`slot.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('rolls.by')}>
        <select
          value={query.by ?? 'class'}
          onChange={({ currentTarget: { value } }) => onQuery({ by: value as RollKind })}
        >
          <option value="class">{t('rolls.byClass')}</option>
          <option value="unit">{t('rolls.byUnit')}</option>
        </select>
      </Field>
    </div>
  );
}

/** All groups, the places of one, or who is missing in one of those. */
function Level(props: {
  rolls: SessionRolls;
  looking: Looking;
  onLook: (looking: Looking) => void;
  onChanged: () => void;
}): JSX.Element {
  const { rolls, looking, onLook, onChanged } = props;
  const { by, groups, session } = rolls;
  const group = groups.find(({ id }) => id === looking.groupId);
  const openPlace = ({ place }: PlaceRoll): void => onLook({ groupId: looking.groupId, place });
  if (looking.place !== null) {
    const back = group === undefined ? t('rolls.allGroups') : groupName(group);
    return (
      <>
        <Back key="place" to={back} onBack={() => onLook({ ...looking, place: null })} />
        <MissingOfPlace place={looking.place} session={session} />
        <TemperaturesOfPlace place={looking.place} session={session} />
      </>
    );
  }
  if (group !== undefined)
    return (
      <>
        <Back key="group" to={t('rolls.allGroups')} onBack={() => onLook(AT_ALL)} />
        <GroupPlaces by={by} group={group} onOpen={openPlace} />
      </>
    );
  return (
    <>
      <RollSummary rolls={rolls} onRefresh={onChanged} />
      <GroupTable
        rolls={rolls}
        onOpen={({ id }) => onLook({ groupId: id, place: null })}
        onChanged={onChanged}
      />
      <WaitingTable rolls={rolls} onOpen={openPlace} />
    </>
  );
}

function GroupPlaces(props: {
  by: RollKind;
  group: RollGroup;
  onOpen: (roll: PlaceRoll) => void;
}): JSX.Element {
  const { by, group, onOpen } = props;
  return (
    <>
      <h2>{groupName(group)}</h2>
      <PlaceTable
        by={by}
        caption={`${groupName(group)} · ${t(`rolls.places.${by}`)}`}
        rows={group.places.map((roll) => ({ group, roll }))}
        onOpen={onOpen}
      />
    </>
  );
}

/** Takes the focus from the button that led here and is gone. */
function Back({ to, onBack }: { to: string; onBack: () => void }): JSX.Element {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.focus(), []);
  return (
    <div class={styles.row} ref={row} tabIndex={-1}>
      <Button onClick={onBack}>{t('rolls.back', { name: to })}</Button>
    </div>
  );
}
