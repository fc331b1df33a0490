import plus from 'lucide-static/icons/plus.svg?raw';
import type { JSX } from 'preact';
import type {
  BuildingRequest,
  CampusRequest,
  DoorRequest,
  ThermometerRequest,
} from '../../../protocol/office-places.ts';
import { Button } from '../../ui/button.tsx';
import { t } from './office-strings.ts';
import type { Draft } from './place-dialog.tsx';
import styles from './office.module.css';

/** What is being added or edited. */
export type Editing =
  | { kind: 'campus'; draft: Draft<CampusRequest> }
  | { kind: 'building'; draft: Draft<BuildingRequest> }
  | { kind: 'door'; draft: Draft<DoorRequest> }
  | { kind: 'thermometer'; draft: Draft<ThermometerRequest> };
export type Edit = (editing: Editing) => void;

export function SectionHead(props: {
  title: string;
  add: string;
  onAdd: () => void;
  disabled?: boolean;
}): JSX.Element {
  return (
    <div class={styles.head}>
      <h2>{props.title}</h2>
      <Button icon={plus} disabled={props.disabled ?? false} onClick={props.onAdd}>
        {props.add}
      </Button>
    </div>
  );
}

export function EditButton(props: { name: string; onClick: () => void }): JSX.Element {
  const { name, onClick } = props;
  return (
    <Button kind="quiet" label={t('editOf', { name })} onClick={onClick}>
      {t('edit')}
    </Button>
  );
}
