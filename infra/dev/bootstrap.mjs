// What `npm start` and `npm test` need before anything is installed: plain JavaScript, Node's own modules only.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
const STILL_BUSY_MS = 20_000;

/** Refuses versions of Node that the project doesn't run on. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`CallFlex needs Node 20.19 or newer, and this is ${process.versions.node}. See https://nodejs.org`);
  process.exit(1);
}

/** Reads a JSON file; undefined when it is missing or cut off by an interrupted installation. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Tells whether node_modules holds what package-lock.json names. npm keeps its own list there and writes it last;
 * comparing the lists instead of the files' times spares a fresh installation after every checkout.
 */
function isInstalled() {
  const installed = readJson("node_modules/.package-lock.json")?.packages;
  const wanted = readJson("package-lock.json")?.packages;
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === "" || entry.optional || entry.devOptional || entry.link) return true;
    if (!name.startsWith("node_modules/") && !name.includes("/node_modules/")) return true;
    return installed[name]?.version === entry.version;
  });
}

/** Runs a program to its end and says so when it takes long. */
async function run(what, command, args) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const busy = setInterval(() => console.log(`... still busy: ${what} (${seconds()} s)`), STILL_BUSY_MS);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: command === "npm.cmd",
  });
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once("close", resolve);
  });
  clearInterval(busy);
  if (code !== 0) {
    console.error(`${what} failed; the lines above say why.`);
    process.exit(1);
  }
  return seconds();
}

async function install() {
  if (isInstalled()) return;
  console.log("Installing the packages of package-lock.json (npm ci): a minute or more the first time ...");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // npm tells its scripts where it is itself; a bare `node infra/dev/start.mjs` looks it up on PATH.
  const npm = process.env.npm_execpath?.endsWith(".js") ? process.env.npm_execpath : undefined;
  const seconds = npm
    ? await run("npm ci", process.execPath, [npm, ...args])
    : await run("npm ci", process.platform === "win32" ? "npm.cmd" : "npm", args);
  console.log(`Packages are installed (${seconds} s)`);
}

/** The Prisma client is generated code; where install scripts don't run, or the schema has changed since, it is made here. */
async function generateClient() {
  const client = path.join(root, "packages/db/src/generated/prisma/client.ts");
  const schema = path.join(root, "prisma/schema.prisma");
  if (existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs) return;
  await run("generating the Prisma client", process.execPath, [path.join(root, "infra/dev/prisma-generate.mjs")]);
}

/**
 * Installs what is missing, then runs a TypeScript file of this folder in this process, so that signals reach it.
 *
 * @param {string} file name of the file, `start.ts`
 */
export async function bootstrap(file) {
  checkNode();
  process.chdir(root);
  await install();
  await generateClient();
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL(file, import.meta.url).href);
}
