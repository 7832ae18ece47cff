import { listen } from "@callflex/platform/http-server";
import { baselineApp } from "./baseline-app.ts";

// Baseline: reads the body and answers 200.
await listen(
  baselineApp((_req, res) => void res.status(200).json({ received: true })),
  { host: "127.0.0.1", port: Number(process.env.PORT) },
);
process.once("disconnect", () => process.exit(0));
process.send?.({ ready: true });
