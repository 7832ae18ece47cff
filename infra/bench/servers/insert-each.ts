import { listen } from "@callflex/platform/http-server";
import { newId } from "@callflex/db/ids";
import { createPool } from "@callflex/db/pool";
import { baselineApp } from "./baseline-app.ts";

// Baseline: one INSERT for each request, with as many connections as the ingress has.
const pool = createPool(process.env.DATABASE_URL ?? "", { name: "bench-insert-each", max: 20 });
await listen(
  baselineApp(async (req, res) => {
    const id = newId();
    await pool.query("INSERT INTO bench_events (id, event_key, body) VALUES ($1, $2, $3)", [
      id,
      `transcript:${id}`,
      req.body,
    ]);
    res.status(200).json({ received: true });
  }),
  { host: "127.0.0.1", port: Number(process.env.PORT) },
);
process.once("disconnect", () => process.exit(0));
process.send?.({ ready: true });
