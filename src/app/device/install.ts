import { signal } from '@preact/signals';

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Chromium's offer to install, kept until the person asks for it; `null` where there is none. */
export const installOffer = signal<(() => Promise<void>) | null>(null);

/** Must listen from the first moment: the browser makes the offer once. */
export function watchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installOffer.value = async () => {
      installOffer.value = null;
      await (event as InstallEvent).prompt();
    };
  });
  addEventListener('appinstalled', () => {
    installOffer.value = null;
  });
}
