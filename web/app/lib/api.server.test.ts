import { signInOptions } from "@callflex/contracts/api/auth";
import type { AppLoadContext } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ApiProblem, loadApi, readApi } from "./api.server.ts";
import { fieldErrors } from "./form-problem.ts";

/** The network: what was asked, and what is answered. */
const asked: Request[] = [];
const cookies: string[] = [];
let answer: () => Response | Promise<Response>;

const context: AppLoadContext = {
  nonce: "n",
  requestId: "request-1",
  clientAddress: "203.0.113.7",
  apiUrl: "http://api.test",
  publicUrl: "https://app.test",
  logError: () => undefined,
  setCookie: (cookie) => void cookies.push(cookie),
  requestCache: new Map(),
  voiceKey: null,
};
const scope = (cookie?: string) => ({
  context,
  request: new Request("https://app.test/calls?q=x", {
    headers: { "user-agent": "Mozilla/5.0 (Test)", ...(cookie && { cookie }) },
  }),
});
const problem = (status: number, more = {}) =>
  Response.json({ type: "about:blank", title: "No", status, requestId: "r", ...more }, { status });

beforeEach(() => {
  asked.length = 0;
  cookies.length = 0;
  answer = () => Response.json({ google: true, secret: "not in the contract" });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(new Request(url, { ...init, signal: null }));
    return answer();
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe("readApi", () => {
  it("asks as the visitor and keeps to the contract", async () => {
    expect(await readApi(scope("session=1"), "GET /auth/options", signInOptions)).toEqual({ google: true });
    const [request] = asked;
    expect(request?.url).toBe("http://api.test/api/v1/auth/options");
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      cookie: "session=1",
      origin: "https://app.test",
      "x-forwarded-for": "203.0.113.7",
      "user-agent": "Mozilla/5.0 (Test)",
      "x-request-id": "request-1",
    });
  });

  it("leads to the sign-in page and back when the session is over", async () => {
    answer = () => problem(401);
    const refusal: unknown = await readApi(scope(), "GET /auth/options", signInOptions).catch(
      (error: unknown) => error,
    );
    expect((refusal as Response).status).toBe(302);
    expect((refusal as Response).headers.get("location")).toBe("/login?next=%2Fcalls%3Fq%3Dx");
  });

  it("tells what the API refused", async () => {
    answer = () => problem(412, { detail: "Changed meanwhile." });
    await expect(readApi(scope(), "GET /auth/options", signInOptions)).rejects.toMatchObject({
      problem: { status: 412, detail: "Changed meanwhile." },
    });
  });

  it("makes a problem of a proxy's error page", async () => {
    answer = () => new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" });
    await expect(readApi(scope(), "GET /auth/options", signInOptions)).rejects.toMatchObject({
      problem: { status: 502, title: "Bad Gateway", requestId: "request-1" },
    });
  });

  it("is a 503 when nothing answers", async () => {
    answer = () => Promise.reject(new TypeError("fetch failed"));
    await expect(readApi(scope(), "GET /auth/options", signInOptions)).rejects.toMatchObject({
      problem: { status: 503 },
    });
    await expect(readApi(scope(), "GET /auth/options", signInOptions)).rejects.toBeInstanceOf(ApiProblem);
  });

  it("refuses an answer that breaks the contract", async () => {
    answer = () => Response.json({ google: 5 });
    await expect(readApi(scope(), "GET /auth/options", signInOptions)).rejects.toBeInstanceOf(z.ZodError);
  });
});

it("loadApi gives the page the API's status", async () => {
  answer = () => problem(404);
  await expect(loadApi(scope(), "GET /auth/options", signInOptions)).rejects.toMatchObject({
    init: { status: 404 },
    data: { title: "No", requestId: "r" },
  });
});

it("loadApi gives a broken answer a reference and a line in the log", async () => {
  const logged: unknown[] = [];
  answer = () => Response.json({ google: 5 });
  const broken = loadApi(
    { ...scope(), context: { ...context, logError: (error) => logged.push(error) } },
    "GET /auth/options",
    signInOptions,
  );
  await expect(broken).rejects.toMatchObject({ init: { status: 500 }, data: { requestId: "request-1" } });
  expect(logged).toEqual([expect.any(z.ZodError)]);
});

it("hands each cookie that the API sets on to the browser", async () => {
  const headers = new Headers();
  headers.append("set-cookie", "a=1; Expires=Thu, 05 Nov 2026 10:00:00 GMT");
  headers.append("set-cookie", "b=2");
  answer = () => Response.json({ google: true }, { headers });
  await readApi(scope(), "GET /auth/options", signInOptions);
  expect(cookies).toEqual(["a=1; Expires=Thu, 05 Nov 2026 10:00:00 GMT", "b=2"]);
});

describe("fieldErrors", () => {
  const base = { type: "", title: "Invalid", status: 422, requestId: "r" };

  it.each(["/email", "#/email", "/body/email", "email"])("finds the field of %s", (pointer) =>
    expect(fieldErrors({ ...base, errors: [{ pointer, message: "Taken" }] })).toEqual({ email: ["Taken"] }),
  );

  it("finds the field inside of lists", () =>
    expect(fieldErrors({ ...base, errors: [{ pointer: "/businessHours/monday/0/opens", message: "No" }] })).toEqual({
      "businessHours.monday[0].opens": ["No"],
    }));

  it("puts the rest above the form", () => {
    expect(fieldErrors({ ...base, detail: "Sign-up is closed." })).toEqual({ "": ["Sign-up is closed."] });
  });
});
