import { request, type Agent, type OutgoingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface Answer {
  status: number;
  text: () => string;
}

/** One request to a server on loopback, with its answer as it came. */
export function ask(
  to: { agent: Agent; port: number },
  of: { method: 'GET' | 'POST'; path: string; headers: OutgoingHttpHeaders; body?: Uint8Array },
): Promise<Answer> {
  const { body, ...options } = of;
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...to, host: '127.0.0.1', ...options }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const isZipped = incoming.headers['content-encoding'] === 'gzip';
        resolve({
          status: incoming.statusCode ?? 0,
          text: () => {
            const bytes = Buffer.concat(chunks);
            return (isZipped ? gunzipSync(bytes) : bytes).toString('utf8');
          },
        });
      });
    });
    outgoing.once('error', (error) => {
      // The server had let go of a connection that nobody used: a phone asks again on a new one.
      const isStale = outgoing.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      if (isStale) ask(to, of).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(body);
  });
}
