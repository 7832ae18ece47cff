import type { Route } from "../http/route.ts";
import { headerComponents } from "./headers.ts";
import { introduction } from "./introduction.ts";
import { usedComponents, type JsonSchema } from "./json-schemas.ts";
import { operationOf } from "./operation.ts";
import { problemComponents } from "./problems.ts";

/** Groups of operations, in the order in which the reference shows them. */
const TAGS: Record<string, string> = {
  auth: "Sign-up, sign-in and the signed-in user",
  organizations: "Organizations, their settings and their log of changes",
  members: "The team: members and invitations",
  "api-keys": "Keys of programs that use this API",
  "phone-numbers": "Phone numbers: searched, bought, who takes their calls, given back",
  templates: "Ready-made assistants by industry: texts, questions and sample conversations",
  assistants: "Assistants, what they know, and their tests",
  calls: "Calls with transcript, recording, actions and timeline",
  "test-calls": "Calls that people ask for to hear an assistant",
  inbox: "Messages, callbacks and callouts to work off",
  drift: "What stands otherwise on the telephone side than here",
  "vapi-credentials": "The key by which what we hear about calls is proved",
  events: "What happens, as it happens",
  meta: "About this API",
};

const SECURITY_SCHEMES = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "callflex.session_token",
    description: "`__Secure-` in front on https",
  },
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "The session's signed token, or an access token of `POST /auth/token`",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of the organization: `Authorization: Bearer cfx_…`. It needs the scope named beside it.",
  },
};

/** Shapes that no operation refers to: the stream's events are told in words, OpenAPI 3.1 can't describe them. */
const TOLD_IN_WORDS = ["LiveEvent"];

function tagsOf(routes: readonly Route[]): JsonSchema[] {
  const used = new Set(routes.map((route) => route.text.tag));
  return Object.entries(TAGS)
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
}

/** The error answers that some operation can give. */
function usedProblems(paths: JsonSchema): Record<string, JsonSchema> {
  const text = JSON.stringify(paths);
  return Object.fromEntries(Object.entries(problemComponents).filter(([name]) => text.includes(`/responses/${name}"`)));
}

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) (paths[route.text.path] ??= {})[route.text.method] = operationOf(route);
  const problems = usedProblems(paths);
  return {
    openapi: "3.1.0",
    info: { title: "CallFlex API", version: "1.0.0", description: introduction },
    servers: [{ url: "/api/v1" }],
    tags: tagsOf(routes),
    paths,
    components: {
      schemas: usedComponents([paths, problems], TOLD_IN_WORDS),
      responses: problems,
      headers: headerComponents,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
