// The loader that reads TypeScript isn't handed on to a process without arguments.
import { register } from "tsx/esm/api";

register();
await import("./extract-process.ts");
