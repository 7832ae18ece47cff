import { deepLinks } from "./deep-links.ts";
import { openBrowser } from "./open-browser.ts";
import { DATA_DIR } from "./servers/places.ts";
import { createStack, type StartedStack } from "./stack/start-stack.ts";

const began = Date.now();
const seconds = () => Math.round((Date.now() - began) / 1000);
const say = (line: string) => console.log(line);

/** One line, so that it stays whole in a log and can be searched for. */
function summary({ run, call }: StartedStack): string {
  const postgres = new URL(run.postgres);
  const addresses = [
    `web ${run.web}`,
    `API ${run.api}`,
    `webhooks ${run.webhooks}`,
    `sandbox ${run.sandbox}`,
    `Temporal ${run.temporal}`,
    ...(run.temporalUi ? [`Temporal UI ${run.temporalUi}`] : []),
    `Postgres ${postgres.host}${postgres.pathname}`,
  ];
  const signIn = run.demo
    ? `sign in as ${run.demo.email} with ${run.demo.password}`
    : "sign up to begin (your own database: no demo data)";
  const links = Object.entries(deepLinks(run, call)).map(([what, url]) => `${what} ${url}`);
  return `CallFlex runs (${seconds()} s): ${[addresses.join(", "), signIn, links.join(", "), "Ctrl-C stops everything"].join(" | ")}`;
}

const stack = createStack({ dataDir: DATA_DIR, ports: "usual", firstCallAfterSeconds: 3, say });
let ending = false;

async function end(words: string, code: number): Promise<void> {
  if (ending) return;
  ending = true;
  (code === 0 ? console.log : console.error)(words);
  await stack.stop().catch((error: Error) => console.error(error.message));
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void end("Stopping everything ...", 0));
}
// Nobody may be left to read: a closed terminal must not end us before our children are ended.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
void stack.crashed.then((report) => end(`${report}\nEverything else is stopped, too.`, 1));

try {
  const started = await stack.start();
  if (!ending) {
    say(summary(started));
    openBrowser(started.run.web);
  }
} catch (error) {
  await end(`CallFlex can't start. ${(error as Error).message}`, 1);
}
