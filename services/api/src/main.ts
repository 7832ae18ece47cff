import { listen } from "@callflex/platform/http-server";
import { createLogger } from "@callflex/platform/logger";
import { runService } from "@callflex/platform/service";
import { createApp } from "./app.ts";
import { readEnv } from "./env.ts";
import { openDeps } from "./open-deps.ts";

const env = readEnv();
const logger = createLogger({ service: "api", level: env.LOG_LEVEL });

await runService(logger, async (onStop) => {
  const { deps, close } = await openDeps(env, logger);
  onStop(close);
  const server = await listen(createApp(deps), { host: env.HOST, port: env.API_PORT });
  onStop(async () => {
    deps.keeper.close();
    await server.close();
  });
  logger.info({ url: server.url }, "the API listens");
});
