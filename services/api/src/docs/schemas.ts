import * as apiKeys from "@callflex/contracts/api/api-keys";
import * as assistants from "@callflex/contracts/api/assistants";
import * as assistantTests from "@callflex/contracts/api/assistant-tests";
import * as auditLog from "@callflex/contracts/api/audit-log";
import * as auth from "@callflex/contracts/api/auth";
import * as calls from "@callflex/contracts/api/calls";
import * as drift from "@callflex/contracts/api/drift";
import * as events from "@callflex/contracts/api/events";
import * as inbox from "@callflex/contracts/api/inbox";
import * as knowledge from "@callflex/contracts/api/knowledge";
import * as members from "@callflex/contracts/api/members";
import * as numberDisclosureApi from "@callflex/contracts/api/number-disclosure";
import * as numberForwardingApi from "@callflex/contracts/api/number-forwarding";
import * as numberRoutingApi from "@callflex/contracts/api/number-routing";
import * as organizations from "@callflex/contracts/api/organizations";
import * as testCalls from "@callflex/contracts/api/test-calls";
import * as phoneNumbers from "@callflex/contracts/api/phone-numbers";
import * as vapiCredentials from "@callflex/contracts/api/vapi-credentials";
import * as templates from "@callflex/contracts/api/templates";
import * as assistantParts from "@callflex/contracts/assistant";
import { problem } from "@callflex/contracts/common";
import { driftKind, driftState } from "@callflex/contracts/drift";
import * as enums from "@callflex/contracts/enums";
import { numberDisclosure } from "@callflex/contracts/disclosure";
import { numberForwarding } from "@callflex/contracts/forwarding";
import { businessHours, holiday, transferDestination } from "@callflex/contracts/organization-settings";
import { permission } from "@callflex/contracts/permissions";
import { numberRouting, routeStep, routeTarget } from "@callflex/contracts/routing";
import { assistantFunction, assistantLanguage, sampleTurn, templateVariable } from "@callflex/contracts/template";
import { assistantVoice } from "@callflex/contracts/voice";
import { z } from "zod";

const MODULES = [
  enums,
  apiKeys,
  assistants,
  assistantTests,
  auditLog,
  auth,
  calls,
  drift,
  events,
  inbox,
  knowledge,
  members,
  numberDisclosureApi,
  numberForwardingApi,
  numberRoutingApi,
  organizations,
  testCalls,
  phoneNumbers,
  vapiCredentials,
  { numberDisclosure, numberForwarding, numberRouting, routeStep, routeTarget },
  { permission, problem, businessHours, holiday, assistantVoice },
  { driftKind, driftState },
  templates,
  assistantParts,
  { templateVariable, assistantFunction, assistantLanguage, sampleTurn, transferDestination },
];

/** Shapes of queries are told parameter by parameter. */
const QUERIES = /Query$/;

function nameOf(key: string): string {
  return key[0]!.toUpperCase() + key.slice(1);
}

function collect(): Record<string, z.ZodType> {
  const named: Record<string, z.ZodType> = {};
  for (const [key, value] of MODULES.flatMap((module) => Object.entries<unknown>(module))) {
    if (!(value instanceof z.ZodType) || QUERIES.test(key)) continue;
    const name = nameOf(key);
    if (named[name] && named[name] !== value) throw new Error(`Two shapes of the contracts are named ${key}`);
    named[name] = value;
  }
  return named;
}

/**
 * Shapes that have a name in the document, by the name that the contracts give them: all of `contracts/api`, and what
 * those are made of. The document holds the ones that its routes use.
 */
export const namedSchemas: Readonly<Record<string, z.ZodType>> = collect();
