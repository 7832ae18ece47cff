// Stands between the supervisor and a server that doesn't notice its parent's death (Postgres, Temporal).
// A message on the IPC channel asks for a crash. The channel closes when the supervisor ends in whatever way, kill -9 included; then the server is ended too.
// Plain JavaScript, so that it costs a bare Node process and no loader.
import { spawn } from "node:child_process";

const { command, args, options, stopSignal, killAfterMs } = JSON.parse(process.argv[2]);
// Ctrl-C reaches every process of the terminal; the supervisor decides the order in which they end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

const server = spawn(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
server.once("error", (error) => {
  process.stderr.write(`${command} can't be run: ${error.message}\n`);
  process.exit(127);
});
server.once("exit", (code, signal) => process.exit(code ?? (signal === stopSignal ? 0 : 1)));
process.on("message", () => server.kill("SIGKILL"));
process.once("disconnect", () => {
  server.kill(stopSignal);
  setTimeout(() => server.kill("SIGKILL"), killAfterMs);
});
