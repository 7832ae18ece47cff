import { writeFileSync } from "node:fs";
import path from "node:path";
import { apiRoutes, type ApiDeps } from "../../services/api/src/app.ts";
import { API_TYPES_FILE, generateApiTypes } from "./api-client/generate.ts";
import { CLONE } from "./servers/places.ts";

// What a route is documented with stands in it; what it works with is only needed by requests, so anything will do.
const anything: object = new Proxy(() => undefined, { get: () => anything, apply: () => anything });
const routes = apiRoutes(anything as ApiDeps);
writeFileSync(API_TYPES_FILE, await generateApiTypes(routes));
console.log(`Wrote ${path.relative(CLONE, API_TYPES_FILE)}: ${routes.length} operations`);
