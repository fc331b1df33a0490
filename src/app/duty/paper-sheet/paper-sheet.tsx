import printer from 'lucide-static/icons/printer.svg?raw';
import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { roomCodeOf } from './room-code.ts';
import { t } from './sheet-strings.ts';
import styles from './paper-sheet.module.css';

interface SheetRoom {
  id: string;
  code: string;
  /** `name`: `null` for an empty bed. */
  beds: readonly { bed: string; name: string | null }[];
}

/** One unit as somebody walks it with a pen. */
export interface UnitSheet {
  campus: string;
  building: string;
  /** `null` for a building without units. */
  unit: string | null;
  day: string;
  floors: readonly { floor: string | null; rooms: readonly SheetRoom[] }[];
}

/** The round sheet of a unit on A4: for a day on which no phone works. A floor begins a page of its own. */
export function PaperSheet({ of, onBack }: { of: UnitSheet; onBack: () => void }): JSX.Element {
  return (
    <main class={styles.page}>
      <div class={styles.actions}>
        <Button onClick={onBack}>{t('back')}</Button>
        <Button
          kind="primary"
          icon={printer}
          disabled={of.floors.length === 0}
          onClick={() => print()}
        >
          {t('print')}
        </Button>
        <p>{t(of.floors.length === 0 ? 'noRooms' : 'lead')}</p>
      </div>
      {of.floors.map(({ floor, rooms }) => (
        <FloorTable key={floor ?? ''} of={of} floor={floor} rooms={rooms} />
      ))}
    </main>
  );
}

const COLUMNS = [
  'room',
  'bed',
  'name',
  'present',
  'leave',
  'absent',
  'temp',
  'time',
  'remark',
] as const;

/** The head of a table is printed again on each page that the floor needs. */
function FloorTable(props: {
  of: UnitSheet;
  floor: string | null;
  rooms: readonly SheetRoom[];
}): JSX.Element {
  const { of, floor, rooms } = props;
  return (
    <div class={styles.scroll}>
      <table class={styles.floor}>
        <thead>
          <tr>
            <td colSpan={COLUMNS.length} class={styles.head}>
              <SheetHead of={of} floor={floor} />
            </td>
          </tr>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={styles[column]}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        {rooms.map((room) => (
          <RoomRows key={room.id} room={room} />
        ))}
        <tfoot>
          <tr>
            <td colSpan={COLUMNS.length} class={styles.foot}>
              {t('foot')}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function SheetHead({ of, floor }: { of: UnitSheet; floor: string | null }): JSX.Element {
  const place = [of.campus, of.building, of.unit === null ? null : t('unit', { unit: of.unit })];
  return (
    <>
      <h1 class={styles.title}>
        {t('title')} · {place.filter((part) => part !== null && part !== '').join(' · ')} ·{' '}
        {floor === null ? t('noFloor') : t('floor', { floor })}
      </h1>
      <p class={styles.lines}>
        <Line label={t('date')} text={of.day} />
        <Line label={t('began')} />
        <Line label={t('keeper')} />
        <Line label={t('thermometer')} />
        <Line label={t('site')} />
      </p>
    </>
  );
}

function Line({ label, text = '' }: { label: string; text?: string }): JSX.Element {
  return (
    <span class={styles.line}>
      {label}: <span class={styles.blank}>{text}</span>
    </span>
  );
}

function RoomRows({ room }: { room: SheetRoom }): JSX.Element {
  const { id, code } = room;
  const beds = room.beds.length > 0 ? room.beds : [{ bed: '', name: null }];
  return (
    <tbody class={styles.rows}>
      {beds.map(({ bed, name }, index) => (
        <tr key={bed}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={beds.length} class={styles.room}>
              <span class={styles.code}>{code}</span>
              <QrCode text={roomCodeOf(id)} label={t('code', { room: code })} />
            </th>
          )}
          <td class={styles.bed}>{bed}</td>
          <td class={styles.name}>{name ?? (room.beds.length === 0 ? t('vacant') : '–')}</td>
          {COLUMNS.slice(3).map((column) => (
            <td key={column} class={name === null ? styles.nobody : styles[column]}>
              {name !== null && ['present', 'leave', 'absent'].includes(column) ? '☐' : ''}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
