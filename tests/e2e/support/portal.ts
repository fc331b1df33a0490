import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { freePort } from './server.ts';

/** What stands in for the server's answer to a sync: a Wi-Fi's sign-in page, or worse. */
export interface FalseAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Portal {
  url: string;
  /** `null`: everything passes. */
  answerWith(answer: FalseAnswer | null): void;
  /** How many syncs have come by. */
  syncs(): number;
  stop(): Promise<void>;
}

/** A Wi-Fi between a phone and the server, which answers syncs itself until somebody signs in to it. */
export async function startPortal(target: string): Promise<Portal> {
  const port = await freePort();
  let falseAnswer: FalseAnswer | null = null;
  let syncs = 0;
  const portal = createServer((incoming, outgoing) => {
    if (incoming.url === '/api/v1/sync') {
      syncs += 1;
      if (falseAnswer !== null) {
        const { status, headers, body } = falseAnswer;
        incoming.resume();
        outgoing.writeHead(status, headers).end(body);
        return;
      }
    }
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => outgoing.destroy());
        answer.pipe(outgoing);
        outgoing.on('close', () => answer.destroy());
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  portal.listen(port, '127.0.0.1');
  await once(portal, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    answerWith: (answer) => (falseAnswer = answer),
    syncs: () => syncs,
    stop: async () => {
      portal.closeAllConnections();
      portal.close();
      await once(portal, 'close');
    },
  };
}
