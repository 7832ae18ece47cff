import { request } from "node:http";

const ANSWER_LIMIT_MS = 1_500;

/** Where the Docker daemon listens, by DOCKER_HOST or Docker's default. */
function dockerAddress(): { socketPath: string } | { host: string; port: number } | undefined {
  const given = process.env.DOCKER_HOST;
  if (!given) return { socketPath: process.platform === "win32" ? "//./pipe/docker_engine" : "/var/run/docker.sock" };
  const url = new URL(given);
  if (url.protocol === "unix:") return { socketPath: url.pathname };
  if (url.protocol === "tcp:") return { host: url.hostname, port: Number(url.port || 2375) };
  return undefined;
}

/** Tells within two seconds whether a Docker daemon answers; a client program without a daemon isn't enough. */
export async function dockerAnswers(): Promise<boolean> {
  const address = dockerAddress();
  if (!address) return false;
  return await new Promise((resolve) => {
    const ping = request({ ...address, path: "/_ping", timeout: ANSWER_LIMIT_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    ping.once("timeout", () => ping.destroy());
    ping.once("error", () => resolve(false));
    ping.end();
  });
}
