import { Agent as HttpAgent, request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { SiteAway, Unreadable } from "./unreadable.ts";

/** A page as it was fetched. */
export interface FetchedPage {
  bytes: Buffer;
  /** `text/html`, in small letters and without parameters. */
  mediaType: string;
  /** Charset that the server names; null when it names none. */
  charset: string | null;
}

/** How pages are fetched. */
export interface FetchOptions {
  /** `host:port` of places that may lie in a private network; none in production. */
  allowedPrivateHosts: readonly string[];
  /** Limit of all requests for a page together; 15 s by default. */
  timeoutMs?: number;
  /** Bytes that a page may have once it is decompressed; 5 MB by default. */
  maxBytes?: number;
  /** How names become addresses; the system's way by default. */
  lookup?: LookupFunction;
}

/** Redirects that are followed; each is checked like the first address. */
const MAX_REDIRECTS = 3;
const READABLE = ["text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"];
const HEADERS = {
  accept: "text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain;q=0.9",
  "accept-encoding": "gzip, deflate, br",
  "accept-language": "en, *;q=0.5",
  "user-agent": "CallFlex/1.0 (reads pages that its customers name)",
};

const NOT_PUBLIC = "This address is not on the public internet. Give the address of a page that everybody can open.";

/**
 * The agents that connect. A name's addresses are checked as they are connected to, so a name that points elsewhere a moment
 * later gains nothing; addresses that are written as numbers are checked as well.
 */
const guarded = { "http:": new RequestFilteringHttpAgent(), "https:": new RequestFilteringHttpsAgent() };
const unguarded = { "http:": new HttpAgent(), "https:": new HttpsAgent() };

function portOf({ port, protocol }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

/** Reads an address. @throws {Unreadable} for one that no page can be at */
function readAddress(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new Unreadable("This is not the address of a page. It begins with https:// or http://.");
  }
  if (url.username || url.password) {
    throw new Unreadable("The address holds a password. Give the address of a page that everybody can open.");
  }
  return url;
}

function ask(url: URL, options: FetchOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const protocol = url.protocol as "http:" | "https:";
  const allowed = options.allowedPrivateHosts.includes(`${url.hostname}:${portOf(url)}`);
  const agent = (allowed ? unguarded : guarded)[protocol];
  const { lookup } = options;
  const given: RequestOptions = { agent, headers: HEADERS, signal, ...(lookup ? { lookup } : {}) };
  return new Promise((resolve, reject) => {
    const send = protocol === "https:" ? requestHttps : requestHttp;
    send(url, given, resolve).once("error", reject).end();
  });
}

/** What went wrong with a connection, for the customer. */
function explain(error: unknown, signal: AbortSignal): Error {
  if (error instanceof Unreadable || error instanceof SiteAway) return error;
  if (signal.aborted) return new SiteAway("The page takes too long to answer.", { cause: error });
  const { code = "", message } = error as { code?: string; message: string };
  if (/is not allowed\. Because/.test(message)) return new Unreadable(NOT_PUBLIC, { cause: error });
  if (code === "ENOTFOUND")
    return new Unreadable("There is no website with this name. Check the address.", { cause: error });
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new Unreadable("The website has no valid certificate, so the page can't be trusted.", { cause: error });
  }
  if (/^(HPE_|Z_|ERR__?ERROR|ERR_)/.test(code)) {
    return new Unreadable("The website's answer can't be read. Copy the words into a text instead.", { cause: error });
  }
  return new SiteAway("The website doesn't answer.", { cause: error });
}

/** @throws {Unreadable | SiteAway} for an answer that holds no page */
function requirePage({ statusCode: status = 0, headers }: IncomingMessage): {
  mediaType: string;
  charset: string | null;
} {
  if (status === 404 || status === 410) throw new Unreadable(`There is no page at this address (${status}). Check it.`);
  if (status === 429 || status >= 500 || status === 408)
    throw new SiteAway(`The website has a fault at the moment (${status}).`);
  if (status === 401 || status === 402 || status === 403 || status === 407) {
    throw new Unreadable(`The page is not open to everybody (${status}). Copy its words into a text instead.`);
  }
  if (status !== 200) throw new Unreadable(`The website answers with no page (${status}). Check the address.`);
  const [type = "", ...parameters] = (headers["content-type"] ?? "text/html").toLowerCase().split(";");
  const mediaType = type.trim();
  if (!READABLE.includes(mediaType)) {
    throw new Unreadable(
      `Pages, PDF and plain text can be read; this address leads to something else (${mediaType.slice(0, 60)}).`,
    );
  }
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([\w-]+)/.exec(one)?.[1]).find(Boolean);
  return { mediaType, charset: charset ?? null };
}

/** What undoes how the server packed its answer; null for an answer as it is. @throws {Unreadable} for a way that isn't known */
function unpacking(encoding: string | undefined): Transform | null {
  switch (encoding?.trim().toLowerCase() ?? "") {
    case "":
    case "identity":
      return null;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new Unreadable("The website's answer can't be read. Copy the words into a text instead.");
  }
}

/** Reads a body; its size is counted after unpacking, so a small answer can't become a huge one. */
async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const unpacked = unpacking(answer.headers["content-encoding"]);
  // Its failure ends the stream that is read below, which tells of it.
  if (unpacked) pipeline(answer, unpacked).catch(() => undefined);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of (unpacked ?? answer) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) {
      throw new Unreadable("The page is larger than 5 MB. Copy the part that matters into a text instead.");
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isRedirect(status: number | undefined): boolean {
  return status !== undefined && [301, 302, 303, 307, 308].includes(status);
}

/**
 * Fetches a page of the public internet that a customer named. Nothing inside private networks can be reached this way: no
 * loopback, private, link-local or other special address, by number or by name, at first or by a redirect.
 *
 * @param address of the page, http or https
 * @throws {Unreadable} for an address or a page that can't be read; {SiteAway} where another try may succeed. Their messages are
 *   for the customer.
 */
export async function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage> {
  const { timeoutMs = 15_000, maxBytes = 5 * 1024 * 1024 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let url = readAddress(address);
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const answer = await ask(url, options, signal);
      try {
        const { location } = answer.headers;
        if (!isRedirect(answer.statusCode) || !location) {
          const kind = requirePage(answer);
          return { ...kind, bytes: await readBody(answer, maxBytes) };
        }
        url = readAddress(location, url);
      } finally {
        answer.destroy();
      }
    }
  } catch (error) {
    throw explain(error, signal);
  }
  throw new Unreadable("The address leads from one page to the next without an end. Give the last one.");
}
