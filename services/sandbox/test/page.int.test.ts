import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "./support/world.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("the page", () => {
  it("is served with everything that it loads, and nothing from elsewhere", async () => {
    const page = await fetch(world.sandbox.url);
    const html = await page.text();
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(html).toContain("<title>Provider sandbox</title>");
    const files = [...html.matchAll(/(?:src|href)="([\w.-]+\.(?:js|css|svg))"/g)].map((match) => match[1]);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const { status } = await fetch(`${world.sandbox.url}/${file}`);
      expect({ file, status }).toEqual({ file, status: 200 });
    }
  });

  it("shows a mail in a frame that runs no scripts", async () => {
    const html = "<script>parent.location='https://evil.test'</script><a href='https://example.test'>Open</a>";
    const sent = await world.resend.emails.send({ from: "a@b.test", to: "c@d.test", subject: "Hi", html });
    const frame = await fetch(`${world.sandbox.url}/sandbox/mails/${sent.data?.id}/html`);
    const policy = frame.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/sandbox (?!.*allow-scripts)/);
    expect(await frame.text()).toContain("Open</a>");
  });

  it("shows a plain mail's text as text, with its addresses as links", async () => {
    const text = "Go to https://example.test/a?b=1&c=2 <now>";
    const sent = await world.resend.emails.send({ from: "a@b.test", to: "c@d.test", subject: "Hi", text });
    const html = await (await fetch(`${world.sandbox.url}/sandbox/mails/${sent.data?.id}/html`)).text();
    expect(html).toContain('<a href="https://example.test/a?b=1&amp;c=2">');
    expect(html).toContain("&lt;now&gt;");
  });

  it("hears of changes as they happen", async () => {
    const stream = await fetch(`${world.sandbox.url}/sandbox/changes`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await world.control("POST", "/twilio/numbers", { phoneNumber: "+14155550100" });
    let seen = "";
    while (!seen.includes("event: changes")) seen += (await reader?.read())?.value ?? "";
    expect(seen).toMatch(/data: \{.*"twilioNumbers":\["PN/);
    await reader?.cancel();
  });
});

describe("the control API", () => {
  it("says what is wrong with a request", async () => {
    expect((await world.control("POST", "/calls", { to: "+19995550100" })).error).toMatch(/import it first/);
    expect((await world.control("POST", "/calls", { to: 1, speed: 0 })).error).toMatch(/to: .*; speed: /);
    expect((await world.control("GET", "/messages?since=yesterday")).error).toMatch(/since/);
    expect((await world.control("POST", "/calls/unknown/say", { text: "hi" })).error).toMatch(/No call unknown/);
    expect((await fetch(`${world.sandbox.url}/healthz`)).status).toBe(200);
  });
});
