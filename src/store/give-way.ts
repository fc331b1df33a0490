interface Yielding {
  scheduler?: { yield?: () => Promise<void> };
}

/** Lets what people do, and a frame, come before what follows. */
export async function giveWay(): Promise<void> {
  const { scheduler }: Yielding = globalThis as Yielding;
  if (scheduler?.yield) await scheduler.yield();
  else
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
}
