import { createLogger } from "@callflex/platform/logger";
import { listen } from "@callflex/platform/http-server";
import { runService } from "@callflex/platform/service";
import { createApp } from "./app.ts";
import { readEnv } from "./env.ts";
import { loadBuild } from "./remix-build.ts";

const env = readEnv();
const logger = createLogger({ service: "web", level: env.LOG_LEVEL });

await runService(logger, async (onStop) => {
  const build = await loadBuild(env.NODE_ENV);
  onStop(() => build.close());
  const app = createApp({
    build,
    logger,
    apiUrl: env.API_URL,
    publicUrl: env.PUBLIC_WEB_URL,
    voiceKey: env.VAPI_PUBLIC_KEY,
  });
  const server = await listen(app, { host: env.HOST, port: env.WEB_PORT });
  onStop(() => server.close());
  logger.info({ url: server.url, publicUrl: env.PUBLIC_WEB_URL, apiUrl: env.API_URL }, "web is listening");
});
