import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const AUDIO = Buffer.alloc(4096, 7);

/** Stands in for the provider of recordings: every call has one, and parts of it can be had. */
export async function serveRecordings(): Promise<{ url: string; close(): void }> {
  const server = createServer((req, res) => {
    const headers = { "content-type": "audio/wav" };
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? "") ?? [];
    if (from === undefined) return void res.writeHead(200, { ...headers, "content-length": AUDIO.length }).end(AUDIO);
    if (Number(from) >= AUDIO.length) return void res.writeHead(416).end();
    const part = AUDIO.subarray(Number(from), to ? Number(to) + 1 : undefined);
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${AUDIO.length}`;
    res.writeHead(206, { ...headers, "content-range": range, "content-length": part.length }).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}
