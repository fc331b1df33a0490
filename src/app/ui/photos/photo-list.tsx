import pen from 'lucide-static/icons/pencil.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../button.tsx';
import { t } from './photo-strings.ts';
import styles from './photos.module.css';

export interface PhotoListProps {
  /** In the order they were taken; a sha stands for one picture for ever. */
  shas: readonly string[];
  /** `null` where the picture is not here. */
  read: (sha: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Large, one under the other, to be looked at. */
  large?: boolean;
  onMark?: (sha: string) => void;
  onRemove?: (sha: string) => void;
}

export function PhotoList(props: PhotoListProps): JSX.Element | null {
  const { shas, read, large = false, onMark, onRemove } = props;
  if (shas.length === 0) return null;
  return (
    <ul class={large ? styles.large : styles.small} aria-label={t('label')}>
      {shas.map((sha, index) => (
        <li key={sha} class={styles.photo}>
          <Photo sha={sha} number={index + 1} read={read} />
          <div class={styles.deeds}>
            {onMark !== undefined && (
              <Button
                icon={pen}
                label={t('mark', { number: index + 1 })}
                onClick={() => onMark(sha)}
              />
            )}
            {onRemove !== undefined && (
              <Button
                icon={trash}
                label={t('remove', { number: index + 1 })}
                onClick={() => onRemove(sha)}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Photo(props: {
  sha: string;
  number: number;
  read: PhotoListProps['read'];
}): JSX.Element | null {
  const { sha, number, read } = props;
  const [address, setAddress] = useState<string | null | undefined>(undefined);
  const [failure, setFailure] = useState<{ of: unknown } | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    read(sha).then(
      (bytes) => {
        if (isGone) return;
        made = bytes && URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
        setAddress(made);
      },
      (of: unknown) => setFailure({ of }),
    );
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [sha]);

  if (failure !== null) throw failure.of;
  if (address === undefined) return null;
  if (address === null) return <p>{t('notHere', { number })}</p>;
  return <img class={styles.picture} src={address} alt={t('one', { number })} />;
}
