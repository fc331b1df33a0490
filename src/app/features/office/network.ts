/** One HTTP exchange as the office makes it. Paths are of our own origin; cookies travel with them. */
export interface NetworkRequest {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers: Record<string, string>;
  body: string | FormData | null;
  /** How much of the body has left, 0 to 1; called only where a file is sent. */
  onProgress?: (share: number) => void;
}

export interface NetworkReply {
  status: number;
  contentType: string;
  etag: string | null;
  text: string;
}

/** Rejects only if no reply came at all. */
export type Network = (request: NetworkRequest) => Promise<NetworkReply>;

/** The browser's network. A file goes by XMLHttpRequest, because `fetch` does not tell how far an upload is. */
export const browserNetwork: Network = (request) =>
  request.body instanceof FormData ? sendFile(request) : sendText(request);

async function sendText({ method, path, headers, body }: NetworkRequest): Promise<NetworkReply> {
  const reply = await fetch(path, { method, headers, body, credentials: 'same-origin' });
  return {
    status: reply.status,
    contentType: reply.headers.get('content-type') ?? '',
    etag: reply.headers.get('etag'),
    text: await reply.text(),
  };
}

function sendFile({ method, path, headers, body, onProgress }: NetworkRequest) {
  return new Promise<NetworkReply>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        contentType: request.getResponseHeader('content-type') ?? '',
        etag: request.getResponseHeader('etag'),
        text: request.responseText,
      }),
    );
    request.addEventListener('error', () => reject(new TypeError('no reply')));
    request.addEventListener('abort', () => reject(new TypeError('no reply')));
    request.send(body);
  });
}
