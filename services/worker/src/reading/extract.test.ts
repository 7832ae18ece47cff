import { expect, test } from "vitest";
import { makePdf, makeProtectedPdf, makeSwellingPdf } from "../../test/pdf.ts";
import { extract } from "./extract.ts";
import { extractApart } from "./extract-apart.ts";

const pdf = (bytes: Buffer) => ({ bytes, mediaType: "application/pdf", charset: null });
const html = (text: string, charset: string | null = null) => ({
  bytes: Buffer.from(text),
  mediaType: "text/html",
  charset,
});

test("a PDF's lines are read in order", async () => {
  const read = await extractApart(pdf(makePdf(["Prices (2026)", "A visit costs $90."])));
  expect(read.text.split("\n").filter(Boolean)).toEqual(["Prices (2026)", "A visit costs $90."]);
});

test("a protected PDF and a damaged one say what to do", async () => {
  await expect(extractApart(pdf(makeProtectedPdf(["Secret"], "open sesame")))).rejects.toThrow(
    /protected by a password/,
  );
  await expect(extractApart(pdf(makePdf(["Whole"]).subarray(0, 60)))).rejects.toThrow(/damaged or no PDF/);
  await expect(extractApart(pdf(Buffer.from("MZ\u0090 no PDF at all")))).rejects.toThrow(/damaged or no PDF/);
});

test("a file that takes too long is given up", async () => {
  await expect(extractApart(pdf(makePdf(["Slow"])), { timeMs: 1 })).rejects.toThrow(/too long to read/);
});

test("a small file that unpacks to more memory than there is to have is given up", async () => {
  const swelling = makeSwellingPdf(2_000);
  expect(swelling.length).toBeLessThan(5 * 1024 ** 2);
  await expect(extractApart(pdf(swelling), { timeMs: 60_000, memoryMb: 300 })).rejects.toThrow(/too much memory/);
}, 60_000);

test("many files at once are read in turn, two at a time", async () => {
  const processes = () => process.getActiveResourcesInfo().filter((kind) => kind === "ProcessWrap").length;
  const before = processes();
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, processes() - before)), 5);
  const files = Array.from({ length: 5 }, (_, index) => pdf(makePdf([`Page ${index}`])));
  const read = await Promise.all(files.map((file) => extractApart(file))).finally(() => clearInterval(watch));
  expect(read.map(({ text }) => text.trim())).toEqual(files.map((_, index) => `Page ${index}`));
  expect(most).toBe(2);
}, 60_000);

test("a page's words are its main part, without links, pictures, scripts and what stands around it", async () => {
  const page = `<!doctype html><html><head><title>Prices &amp; hours</title><style>p{}</style></head><body>
    <nav><a href="/">Home</a></nav><main><h1>Our prices</h1><p>A visit costs <a href="/x">$90</a>.</p>
    <ul><li>Monday: 8 to 5</li></ul><img alt="van" src="a.png"><script>alert(1)</script>
    <table><tr><th>Drain</th><td>$120</td></tr></table></main><footer>© 2026</footer></body></html>`;
  const { title, text } = await extract(html(page));
  expect(title).toBe("Prices & hours");
  expect(text.replace(/\s+/g, " ")).toBe("Our prices A visit costs $90. - Monday: 8 to 5 Drain $120");
});

test("a page without a main part is read whole, in the charset that it names", async () => {
  const bytes = Buffer.from('<meta charset="iso-8859-1"><p>Caf\u00e9</p>', "latin1");
  expect(await extract({ bytes, mediaType: "text/html", charset: null })).toEqual({ title: null, text: "Café" });
  expect((await extract({ ...html("<p>Café</p>"), charset: "no-such-charset" })).text).toBe("Café");
});

test("Markdown stays as it is", async () => {
  const bytes = Buffer.from("# Prices\n\n- Visit: $90");
  expect((await extract({ bytes, mediaType: "text/markdown", charset: null })).text).toBe("# Prices\n\n- Visit: $90");
});
