import { access } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

const WEB_ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The compiled dashboard: from `web/build`, or compiled while it is asked for. */
export interface RemixBuild {
  mode: "production" | "development";
  server: ServerBuild | (() => Promise<ServerBuild>);
  /** Folder with the browser's files; only in production. */
  clientFolder?: string;
  /** Vite's own routes; only in development. */
  middleware?: RequestHandler;
  close(): Promise<void>;
}

/**
 * Loads the dashboard.
 *
 * @param nodeEnv "production" takes what `npm run build -w web` made, everything else starts Vite
 * @throws when production is asked for and nothing was built
 */
export async function loadBuild(nodeEnv: string): Promise<RemixBuild> {
  return nodeEnv === "production" ? loadProduction() : loadDevelopment();
}

async function loadProduction(): Promise<RemixBuild> {
  const entry = path.join(WEB_ROOT, "build/server/index.js");
  await access(entry).catch(() => {
    throw new Error(`The dashboard is not built (${entry} is missing). Run: npm run build -w web`);
  });
  return {
    mode: "production",
    server: (await import(pathToFileURL(entry).href)) as ServerBuild,
    clientFolder: path.join(WEB_ROOT, "build/client"),
    close: async () => {},
  };
}

async function loadDevelopment(): Promise<RemixBuild> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root: WEB_ROOT, server: { middlewareMode: true } });
  return {
    mode: "development",
    server: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    middleware: vite.middlewares,
    close: () => vite.close(),
  };
}
