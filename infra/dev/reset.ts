import { rmSync } from "node:fs";
import { DATA_DIR, OUTSIDE_DIR } from "./servers/places.ts";
import { connectControl } from "./stack/control.ts";

const running = await connectControl(DATA_DIR);
if (running) {
  console.error(`CallFlex runs (process ${running.pid}): stop it with Ctrl-C first.`);
  process.exit(1);
}
for (const dir of [DATA_DIR, OUTSIDE_DIR]) rmSync(dir, { recursive: true, force: true });
console.log("All state of this clone is removed; the next `npm start` begins anew.");
