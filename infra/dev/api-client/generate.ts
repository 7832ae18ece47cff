import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { format, resolveConfig } from "prettier";
import { openApiDocument } from "../../../services/api/src/docs/openapi.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import path from "node:path";
import { CLONE } from "../servers/places.ts";

/** Where the types of the API stand. */
export const API_TYPES_FILE = path.join(CLONE, "packages/api-client/src/schema.ts");

const HEAD = "// Written by `npm run api:client` from the API's document; a test holds it to that.\n\n";

/** The API's document in types, as they stand in {@link API_TYPES_FILE}. */
export async function generateApiTypes(routes: readonly Route[]): Promise<string> {
  const types = await openapiTS(openApiDocument(routes) as unknown as OpenAPI3, { alphabetize: true });
  const style = await resolveConfig(API_TYPES_FILE);
  return format(HEAD + astToString(types), { ...style, parser: "typescript" });
}
