import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { freePort } from './server.ts';

/** What happens to one exchange on the wire. */
export type Fate =
  | 'passes'
  /** The server is killed when it has the whole request, before its answer. */
  | 'dies-on-request'
  /** The server is killed when its answer has begun; the phone never sees it. */
  | 'dies-on-answer';

export interface BadWire {
  /** What phones are given as the server's address. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Stands between phones and the server. `fateOf` decides for each upload of records; everything else
 * passes. `kill` must end the server at once, as a power cut would.
 */
export async function startBadWire(options: {
  target: string;
  fateOf: (uploadNumber: number) => Fate;
  kill: () => Promise<void>;
  /** Resolves when the server runs: until then the wire holds what comes. */
  running: () => Promise<void>;
}): Promise<BadWire> {
  const port = await freePort();
  let uploads = 0;
  const wire = createServer((incoming, outgoing) => {
    void relay(incoming, outgoing);
  });

  async function relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    await options.running();
    const isUpload = incoming.url === '/api/v1/sync' && body.length > MANY_RECORDS_BYTES;
    const fate = isUpload ? options.fateOf((uploads += 1)) : 'passes';
    const onward = request(new URL(incoming.url ?? '/', options.target), {
      method: incoming.method,
      headers: incoming.headers,
    });
    onward.on('error', () => outgoing.destroy());
    onward.on('response', (answer) => {
      if (fate === 'dies-on-answer') {
        outgoing.destroy();
        void options.kill();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
      outgoing.on('close', () => answer.destroy());
    });
    onward.end(body);
    if (fate === 'dies-on-request') {
      onward.once('finish', () => void options.kill());
    }
  }

  wire.listen(port, '127.0.0.1');
  await once(wire, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      wire.closeAllConnections();
      wire.close();
      await once(wire, 'close');
    },
  };
}

/** An exchange that carries several sealed records is larger than this even when compressed. */
const MANY_RECORDS_BYTES = 1200;

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
