import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchPage, type FetchOptions } from "../src/reading/fetch-page.ts";

let server: Server;
let host: string;
let requests: { url: string; host: string | undefined }[] = [];
let handle: (req: IncomingMessage, res: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((req, res) => {
    requests.push({ url: req.url ?? "", host: req.headers.host });
    handle(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  handle = (_req, res) => void res.setHeader("content-type", "text/html; charset=UTF-8").end("<p>Hello</p>");
});

/** Fetches with the test's server allowed, as a site on the internet would be. */
function read(path = "/", options: Partial<FetchOptions> = {}) {
  return fetchPage(`http://${host}${path}`, { allowedPrivateHosts: [host], ...options });
}

/** Resolves every name to one address. */
function resolvingTo(address: string, family: 4 | 6 = 4): LookupFunction {
  return (_name, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

describe("addresses inside of private networks", () => {
  const port = () => host.split(":")[1]!;

  test.each([
    ["loopback", () => `http://127.0.0.1:${port()}/`],
    ["another loopback", () => `http://127.8.9.10:${port()}/`],
    ["loopback as one number", () => `http://2130706433:${port()}/`],
    ["loopback in octal", () => `http://0177.0.0.1:${port()}/`],
    ["loopback in hexadecimal", () => `http://0x7f000001:${port()}/`],
    ["loopback, shortened", () => `http://127.1:${port()}/`],
    ["nowhere", () => `http://0.0.0.0:${port()}/`],
    ["IPv6 loopback", () => `http://[::1]:${port()}/`],
    ["IPv4 in IPv6", () => `http://[::ffff:127.0.0.1]:${port()}/`],
    ["IPv4 in IPv6 by NAT64", () => `http://[64:ff9b::7f00:1]:${port()}/`],
    ["a cloud's metadata", () => "http://169.254.169.254/latest/meta-data/"],
    ["link-local IPv6", () => "http://[fe80::1]/"],
    ["unique local IPv6", () => "http://[fd00:ec2::254]/"],
    ["a private network", () => "http://10.0.0.1/"],
    ["another private network", () => "https://192.168.1.1/admin"],
    ["a carrier's network", () => "http://100.64.0.1/"],
    ["the machine's own name", () => `http://localhost:${port()}/`],
  ])("%s is never connected to", async (_what, address) => {
    await expect(fetchPage(address(), { allowedPrivateHosts: [] })).rejects.toMatchObject({
      name: "Unreadable",
      message: expect.stringMatching(/not on the public internet/) as string,
    });
    expect(requests).toEqual([]);
  });

  test.each([
    ["127.0.0.1", 4],
    ["169.254.169.254", 4],
    ["10.1.2.3", 4],
    ["::1", 6],
    ["::ffff:10.0.0.1", 6],
  ] as const)("a public name that resolves to %s is refused", async (address, family) => {
    const options = { allowedPrivateHosts: [], lookup: resolvingTo(address, family) };
    await expect(fetchPage(`http://pages.example.com:${port()}/`, options)).rejects.toThrow(
      /not on the public internet/,
    );
    expect(requests).toEqual([]);
  });

  test("a name that turns private between two requests is refused at the second", async () => {
    let asked = 0;
    const turning: LookupFunction = (name, options, callback) => {
      asked += 1;
      const address = asked === 1 ? "127.0.0.1" : "10.0.0.1";
      resolvingTo(address)(name, options, callback);
    };
    const name = `rebinding.example.com:${port()}`;
    const options = { allowedPrivateHosts: [name], lookup: turning };
    expect((await fetchPage(`http://${name}/`, options)).bytes.toString()).toBe("<p>Hello</p>");
    await expect(fetchPage(`http://${name}/`, { ...options, allowedPrivateHosts: [] })).rejects.toThrow(
      /public internet/,
    );
  });

  test.each([
    "http://10.0.0.1/",
    "http://169.254.169.254/",
    "http://localhost:9/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
  ])("a page that leads to %s isn't followed", async (location) => {
    handle = (_req, res) => void res.writeHead(302, { location }).end();
    await expect(read()).rejects.toMatchObject({ name: "Unreadable" });
    expect(requests).toHaveLength(1);
  });
});

test.each([
  "ftp://example.com/a",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "no address",
  "https://ann:secret@example.com/",
])("%s is no address of a page", async (address) => {
  await expect(fetchPage(address, { allowedPrivateHosts: [] })).rejects.toMatchObject({ name: "Unreadable" });
});

test("a page comes with its kind and charset, packed or not", async () => {
  expect(await read()).toMatchObject({ mediaType: "text/html", charset: "utf-8" });
  for (const [encoding, pack] of [
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const) {
    handle = (_req, res) =>
      void res.writeHead(200, { "content-type": "text/plain", "content-encoding": encoding }).end(pack("Packed"));
    expect(await read()).toMatchObject({ bytes: Buffer.from("Packed"), mediaType: "text/plain", charset: null });
  }
});

test("three redirects are followed, also relative ones; a fourth is too many", async () => {
  handle = (req, res) => {
    const left = Number(/\d+/.exec(req.url ?? "")?.[0]);
    if (left === 0) return void res.setHeader("content-type", "text/plain").end("There");
    res.writeHead(301, { location: `${left - 1}` }).end();
  };
  expect((await read("/3")).bytes.toString()).toBe("There");
  await expect(read("/4")).rejects.toThrow(/from one page to the next/);
});

test("a huge page is given up, however small it is packed", async () => {
  handle = (_req, res) => {
    res.setHeader("content-type", "text/html");
    const more = () => {
      while (!res.destroyed && res.write("x".repeat(64 * 1024)));
      if (!res.destroyed) res.once("drain", more);
    };
    more();
  };
  await expect(read()).rejects.toThrow(/larger than 5 MB/);
  handle = (_req, res) =>
    void res
      .writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" })
      .end(gzipSync(Buffer.alloc(20 * 1024 * 1024)));
  await expect(read()).rejects.toThrow(/larger than 5 MB/);
});

test("a page that comes in drops, or not at all, is given up and may be tried again", async () => {
  handle = (_req, res) => {
    res.setHeader("content-type", "text/html");
    const timer = setInterval(() => res.write("."), 20);
    res.once("close", () => clearInterval(timer));
  };
  const slow = { name: "SiteAway", message: "The page takes too long to answer." };
  await expect(read("/", { timeoutMs: 300 })).rejects.toMatchObject(slow);
  handle = () => undefined;
  await expect(read("/", { timeoutMs: 200 })).rejects.toMatchObject(slow);
});

test.each([
  [404, "Unreadable", /no page at this address \(404\)/],
  [403, "Unreadable", /not open to everybody/],
  [401, "Unreadable", /not open to everybody/],
  [204, "Unreadable", /no page \(204\)/],
  [429, "SiteAway", /fault at the moment/],
  [503, "SiteAway", /fault at the moment/],
])("status %i is told in words", async (status, name, message) => {
  handle = (_req, res) => void res.writeHead(status).end();
  await expect(read()).rejects.toMatchObject({ name, message: expect.stringMatching(message) as string });
});

test("a picture is no page, and broken packing and a broken connection are told apart", async () => {
  handle = (_req, res) => void res.writeHead(200, { "content-type": "image/png" }).end("\u0089PNG");
  await expect(read()).rejects.toThrow(/something else \(image\/png\)/);
  handle = (_req, res) =>
    void res.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end("no gzip");
  await expect(read()).rejects.toMatchObject({ name: "Unreadable" });
  handle = (_req, res) =>
    void res.writeHead(200, { "content-type": "text/html", "content-encoding": "x-own" }).end("?");
  await expect(read()).rejects.toMatchObject({ name: "Unreadable" });
  handle = (_req, res) => void res.destroy();
  await expect(read()).rejects.toMatchObject({ name: "SiteAway" });
});

test("a name that nobody has is told", async () => {
  const nobody: LookupFunction = (_name, _options, callback) =>
    callback(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }), "", 4);
  await expect(fetchPage("https://nobody.example.com", { allowedPrivateHosts: [], lookup: nobody })).rejects.toThrow(
    /no website with this name/,
  );
});
