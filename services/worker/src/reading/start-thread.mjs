// A thread doesn't inherit the loader that reads TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./extract-thread.ts");
