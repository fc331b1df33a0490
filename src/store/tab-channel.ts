/** Hints to the other tabs of this app. One that is lost costs freshness, never data. */
export interface TabChannel<T> {
  tell: (message: T) => void;
  close: () => void;
}

export function openTabChannel<T>(name: string, listener: (message: T) => void): TabChannel<T> {
  const channel = new BroadcastChannel(name);
  let isOpen = true;
  channel.addEventListener('message', ({ data }: MessageEvent<T>) => listener(data));
  return {
    tell: (message) => {
      if (isOpen) channel.postMessage(message);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}
