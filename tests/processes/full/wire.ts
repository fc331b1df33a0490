import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a port of this machine that can fall silent, or lead elsewhere. */
export interface Wire {
  port: number;
  /** From now on nothing comes through, either way; nobody is told. */
  stall: () => void;
  /** Cuts what is open; what is opened from now on goes there. */
  redirect: (port: number) => void;
  stop: () => void;
}

export async function startWire(to: number): Promise<Wire> {
  let target = to;
  let isStalled = false;
  const open = new Set<Socket>();
  const hold = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
  };
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    hold(near);
    if (isStalled) return;
    const far = connect(target, '127.0.0.1');
    hold(far);
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    stall: () => {
      isStalled = true;
      for (const socket of open) socket.unpipe().pause();
    },
    redirect: (port) => {
      target = port;
      isStalled = false;
      cut();
    },
    stop: () => {
      server.close();
      cut();
    },
  };
}
