import { listen } from "@callflex/platform/http-server";
import express from "express";

// Baseline: a route that asks nobody and answers a page of a list.
const app = express();
app.disable("x-powered-by");
app.get("/api/v1/inbox", (_req, res) => void res.json({ data: [], nextCursor: null }));
await listen(app, { host: "127.0.0.1", port: Number(process.env.PORT) });
process.once("disconnect", () => process.exit(0));
process.send?.({ ready: true });
