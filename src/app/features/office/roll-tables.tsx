import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { mayOffice } from '../../../domain/permission.ts';
import { addSheetCounts } from '../../../domain/session-sheet.ts';
import {
  SESSION_STATES,
  type PlaceRoll,
  type RollCounts,
  type RollGroup,
  type RollKind,
  type SessionRolls,
} from '../../../protocol/office-rollup.ts';
import { Button } from '../../ui/button.tsx';
import { HandInCollege } from './hand-in-college.tsx';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import { Pager } from './pager.tsx';
import { RollStateTag, SentBy, StandingTags } from './roll-state.tsx';
import { groupName, placeName, ROLL_COUNTS } from './roll-summary.tsx';
import { Table, type Column } from './table.tsx';
import styles from './office.module.css';

const PAGE_SIZE = 20;
/** Of those that have handed nothing in. */
const WAITING_COUNTS = ['expected', 'present', 'missing'] as const;
type Count = keyof RollCounts;

/** Numbers that are nought are quiet: what is left stands out. */
const countColumns = <Row,>(
  keys: readonly Count[],
  countsOf: (row: Row) => RollCounts,
): Column<Row>[] =>
  keys.map((key) => ({
    label: t(`rolls.count.${key}`),
    look: 'number',
    cell: (row) => {
      const count = countsOf(row)[key];
      return count === 0 ? <span class={styles.soft}>0</span> : count;
    },
  }));

/** Whoever is not due yet is counted while there is somebody. */
const countsIn = ({ notDue }: RollCounts): readonly Count[] =>
  notDue > 0 ? ROLL_COUNTS : ROLL_COUNTS.filter((key) => key !== 'notDue');

/** Colleges with their classes, or buildings with their units. */
export function GroupTable(props: {
  rolls: SessionRolls;
  onOpen: (group: RollGroup) => void;
  onChanged: () => void;
}): JSX.Element {
  const { rolls, onOpen, onChanged } = props;
  const { by, groups } = rolls;
  const [handing, setHanding] = useState<RollGroup | null>(null);
  return (
    <>
      <h2>{t(`rolls.groups.${by}`)}</h2>
      <Table
        caption={t(`rolls.groups.${by}`)}
        rows={groups}
        rowKey={({ id }) => id ?? ''}
        columns={[
          { label: t(`rolls.group.${by}`), look: 'name', cell: groupName },
          { label: t('rolls.returns'), cell: (group) => <States group={group} /> },
          ...countColumns<RollGroup>(countsIn(rolls.counts), ({ counts }) => counts),
          ...(by === 'class' ? [collegeReturn()] : []),
          {
            label: t('actions'),
            look: 'actions',
            cell: (group) => <Actions group={group} onOpen={onOpen} onHandIn={setHanding} />,
          },
        ]}
      />
      {handing !== null && (
        <HandInCollege
          group={handing}
          session={rolls.session}
          onDone={() => {
            setHanding(null);
            onChanged();
          }}
          onClose={() => setHanding(null)}
        />
      )}
    </>
  );
}

const collegeReturn = (): Column<RollGroup> => ({
  label: t('rolls.collegeReturn'),
  cell: ({ standing }) =>
    standing && (
      <>
        <StandingTags standing={standing} /> <SentBy standing={standing} />
      </>
    ),
});

function Actions(props: {
  group: RollGroup;
  onOpen: (group: RollGroup) => void;
  onHandIn: (group: RollGroup) => void;
}): JSX.Element {
  const { group, onOpen, onHandIn } = props;
  const { me } = useOffice();
  const right = { area: 'self_report', action: 'V' } as const;
  const mayHandIn = mayOffice(me.assignments, right, new Date().toISOString());
  const hasBegun = group.standing !== null && group.standing.state !== 'not_due';
  return (
    <>
      <Button
        kind="quiet"
        label={t('rolls.openOf', { name: groupName(group) })}
        onClick={() => onOpen(group)}
      >
        <span class={styles.whole}>{t('rolls.open')}</span>
      </Button>
      {mayHandIn && hasBegun && (
        <Button
          kind="quiet"
          label={t('rolls.handInOf', { name: groupName(group) })}
          onClick={() => onHandIn(group)}
        >
          <span class={styles.whole}>{t('rolls.handIn')}</span>
        </Button>
      )}
    </>
  );
}

function States({ group: { states } }: { group: RollGroup }): JSX.Element {
  return (
    <span class={styles.row}>
      {SESSION_STATES.filter((state) => states[state] > 0).map((state) => (
        <RollStateTag key={state} state={state} count={states[state]} />
      ))}
    </span>
  );
}

interface PlaceRow {
  group: RollGroup;
  roll: PlaceRoll;
}

/** Classes or units with what was handed in, each of which opens its missing list. */
export function PlaceTable(props: {
  by: RollKind;
  caption: string;
  rows: readonly PlaceRow[];
  /** None of them has handed in. */
  isWaiting?: boolean;
  onOpen: (roll: PlaceRoll) => void;
}): JSX.Element {
  const { by, caption, rows, isWaiting = false, onOpen } = props;
  const counts = isWaiting
    ? WAITING_COUNTS
    : countsIn(addSheetCounts(rows.map(({ roll }) => roll.counts)));
  const sender: Column<PlaceRow> = {
    label: t('rolls.sentBy'),
    cell: ({ roll }) => <SentBy standing={roll.standing} />,
  };
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ roll }) => roll.place.id}
      columns={[
        {
          label: t(`rolls.place.${by}`),
          look: 'name',
          cell: ({ group, roll }) => <PlaceCell group={group} place={roll.place} />,
        },
        {
          label: t('rolls.stateField'),
          cell: ({ roll }) => <StandingTags standing={roll.standing} />,
        },
        ...countColumns<PlaceRow>(counts, ({ roll }) => roll.counts),
        ...(isWaiting ? [] : [sender]),
        {
          label: t('actions'),
          look: 'actions',
          cell: ({ group, roll }) => (
            <Button
              kind="quiet"
              label={t('rolls.missingOf', { name: placeName(group, roll.place) })}
              onClick={() => onOpen(roll)}
            >
              <span class={styles.whole}>{t('rolls.who')}</span>
            </Button>
          ),
        },
      ]}
    />
  );
}

function PlaceCell({ group, place }: Pick<PlaceRoll, 'place'> & { group: RollGroup }): JSX.Element {
  return (
    <>
      {placeName(group, place)}
      {place.kind === 'class' && group.name !== null && (
        <span class={`${styles.soft} ${styles.small} ${styles.block}`}>{group.name}</span>
      )}
    </>
  );
}

/** Whom to call: all that have handed nothing in, the late ones first. */
export function WaitingTable(props: {
  rolls: SessionRolls;
  onOpen: (roll: PlaceRoll) => void;
}): JSX.Element | null {
  const { rolls, onOpen } = props;
  const [offset, setOffset] = useState(0);
  const all = rolls.groups.flatMap((group) => group.places.map((roll) => ({ group, roll })));
  const inState = (state: 'late' | 'due') =>
    all.filter(({ roll }) => roll.standing.state === state);
  const [late, due] = [inState('late'), inState('due')];
  const waiting = [...late, ...due];
  if (waiting.length === 0) return null;
  const caption = t('rolls.waiting');
  return (
    <>
      <h2>{caption}</h2>
      <p role="status">
        {late.length === 0
          ? t('rolls.nothingLate')
          : t('rolls.waitingLead', { count: late.length })}
      </p>
      <PlaceTable
        by={rolls.by}
        caption={caption}
        rows={waiting.slice(offset, offset + PAGE_SIZE)}
        isWaiting
        onOpen={onOpen}
      />
      <Pager offset={offset} pageSize={PAGE_SIZE} total={waiting.length} onOffset={setOffset} />
    </>
  );
}
