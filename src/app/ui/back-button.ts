import { useEffect } from 'preact/hooks';

const ENTRY = 'one-step-back';

/**
 * While `isWithin`, the phone's own back button goes one step back within the screen and does not leave the
 * app. The history keeps one entry for this and never more, so nothing is ever walked back by the app itself.
 */
export function useBackButton(isWithin: boolean, onBack: () => void): void {
  useEffect(() => {
    if (!isWithin) return;
    if (history.state !== ENTRY) history.pushState(ENTRY, '');
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, [isWithin, onBack]);
}
