import { writeFileSync } from "node:fs";
import path from "node:path";
import { envExample } from "./env-example.ts";
import { CLONE } from "./servers/places.ts";

writeFileSync(path.join(CLONE, ".env.example"), await envExample());
console.log(".env.example is written.");
