import { describe, expect, it } from "vitest";
import { compareDrift } from "./compare-drift.ts";
import type {
  AssistantRow,
  CredentialRow,
  DriftExpectation,
  DriftResources,
  DriftRows,
  NumberRow,
  TwilioNumber,
  VapiAssistant,
  VapiNumber,
} from "./drift-facts.ts";

const NOW = new Date("2026-11-20T15:00:00Z");
const LONG_AGO = new Date("2026-11-01T09:00:00Z");
const JUST_NOW = new Date("2026-11-20T14:59:00Z");
const STATUS_URL = "https://hooks.callflex.test/api/webhooks/twilio/status";
const serverUrl = (organizationId: string) => `https://hooks.callflex.test/api/webhooks/vapi/${organizationId}`;

const expected: DriftExpectation = {
  now: NOW,
  restMs: 10 * 60_000,
  serverUrl,
  statusCallback: STATUS_URL,
  configDrift: (pushed, found) => (JSON.stringify(pushed) === JSON.stringify(found) ? [] : [{ part: "Greeting" }]),
};

/** A world in which everything is as it should be; each test changes something of it. */
interface World {
  row: NumberRow;
  assistantRow: AssistantRow;
  credentialRow: CredentialRow;
  line: TwilioNumber;
  link: VapiNumber;
  assistant: VapiAssistant;
  rows: DriftRows;
  resources: DriftResources;
}

function world(change: Partial<Omit<World, "rows" | "resources">> = {}): World {
  const parts = {
    row: {
      id: "n1",
      organizationId: "o1",
      e164: "+14155550101",
      state: "active",
      twilioSid: "PN1",
      vapiPhoneNumberId: "v1",
      fallbackNumber: "+14155550199",
      changedAt: LONG_AGO,
    },
    assistantRow: {
      id: "a1",
      organizationId: "o1",
      status: "active",
      deleted: false,
      vapiAssistantId: "va1",
      syncState: "synced",
      pushedConfig: { firstMessage: "Hello" },
      pushEcho: {},
      driftKnown: false,
      changedAt: LONG_AGO,
    },
    credentialRow: { organizationId: "o1", vapiCredentialId: "c1", changedAt: LONG_AGO },
    line: {
      sid: "PN1",
      e164: "+14155550101",
      ownerId: "n1",
      voiceUrl: "https://api.vapi.ai/twilio/inbound_call",
      statusCallback: STATUS_URL,
      createdAt: LONG_AGO,
    },
    link: {
      id: "v1",
      e164: "+14155550101",
      numberId: "n1",
      serverUrl: serverUrl("o1"),
      credentialId: "c1",
      fallbackNumber: "+14155550199",
      answeredBy: null,
      createdAt: LONG_AGO,
    },
    assistant: {
      id: "va1",
      owner: { assistantId: "a1", organizationId: "o1" },
      config: { firstMessage: "Hello" },
      createdAt: LONG_AGO,
    },
    ...change,
  };
  return {
    ...parts,
    rows: {
      numbers: [parts.row],
      assistants: [parts.assistantRow],
      credentials: [parts.credentialRow],
      organizationIds: ["o1"],
    },
    resources: {
      twilioNumbers: [parts.line],
      vapiNumbers: [parts.link],
      vapiAssistants: [parts.assistant],
      vapiCredentials: [{ id: "c1", organizationId: "o1" }],
    },
  };
}

/** What is found when something stands otherwise, as `kind repair resource of organization`. */
function found(rows: Partial<DriftRows>, resources: Partial<DriftResources> = {}, base = world()) {
  return compareDrift({ ...base.rows, ...rows }, { ...base.resources, ...resources }, expected).map(
    ({ kind, repair, resourceId, organizationId, busy }) =>
      [kind, repair ?? "person", resourceId, organizationId ?? "nobody", ...(busy ? ["busy"] : [])].join(" "),
  );
}
const w = world();

describe("what stands as it should", () => {
  it("gives nothing", () => expect(found({})).toEqual([]));

  it("gives nothing for what was deleted, given back or never brought there", () => {
    const numbers = [
      { ...w.row, state: "released" },
      { ...w.row, id: "n2", state: "failed", twilioSid: null, vapiPhoneNumberId: null },
    ];
    const assistants = [
      { ...w.assistantRow, deleted: true },
      { ...w.assistantRow, id: "a2", status: "draft", vapiAssistantId: null, pushedConfig: null },
      { ...w.assistantRow, id: "a3", vapiAssistantId: null, pushedConfig: null },
    ];
    const resources = { twilioNumbers: [], vapiNumbers: [], vapiAssistants: [] };
    expect(found({ numbers, assistants }, resources)).toEqual([]);
  });

  it("may have no telephone to fall back on where none is kept here", () => {
    const numbers = [{ ...w.row, fallbackNumber: null }];
    expect(found({ numbers }, { vapiNumbers: [{ ...w.link, fallbackNumber: "+14155550177" }] })).toEqual([]);
  });
});

describe("numbers at Twilio", () => {
  const other = { ...w.line, sid: "PN2", e164: "+14155550102" };
  it.each<[string, DriftRows["numbers"], DriftResources["twilioNumbers"], string[]]>([
    ["without an id of ours", [w.row], [w.line, { ...other, ownerId: null }], ["number_unowned person PN2 nobody"]],
    [
      "for a row that isn't there",
      [w.row],
      [w.line, { ...other, ownerId: "n9" }],
      ["number_left_over person PN2 nobody"],
    ],
    [
      "for a number that was given back",
      [w.row, { ...w.row, id: "n2", state: "released", twilioSid: "PN2", vapiPhoneNumberId: null }],
      [w.line, { ...other, ownerId: "n2" }],
      ["number_left_over person PN2 o1"],
    ],
    [
      "for a number that failed, found by its SID alone",
      [w.row, { ...w.row, id: "n2", state: "failed", twilioSid: "PN2", vapiPhoneNumberId: null }],
      [w.line, { ...other, ownerId: null }],
      ["number_left_over person PN2 o1"],
    ],
    ["twice for one row", [w.row], [w.line, { ...other, ownerId: "n1" }], ["number_double person PN2 o1"]],
    ["not there", [w.row], [], ["number_missing person PN1 o1"]],
    ["there under another SID", [w.row], [{ ...w.line, sid: "PN7" }], []],
    [
      "with reports that go elsewhere",
      [w.row],
      [{ ...w.line, statusCallback: "https://elsewhere.test" }],
      ["number_webhooks_wrong relink PN1 o1"],
    ],
    [
      "with reports that go nowhere",
      [w.row],
      [{ ...w.line, statusCallback: null }],
      ["number_webhooks_wrong relink PN1 o1"],
    ],
    [
      "whose calls pass VAPI by",
      [w.row],
      [{ ...w.line, voiceUrl: "https://demo.twilio.com/welcome" }],
      ["number_calls_elsewhere person PN1 o1"],
    ],
    [
      "whose calls go to a host that only looks like VAPI's",
      [w.row],
      [{ ...w.line, voiceUrl: "https://api.vapi.ai.evil.test/x" }],
      ["number_calls_elsewhere person PN1 o1"],
    ],
    ["whose calls go nowhere", [w.row], [{ ...w.line, voiceUrl: null }], ["number_calls_elsewhere person PN1 o1"]],
  ])("%s", (_what, numbers, twilioNumbers, differences) => {
    expect(found({ numbers }, { twilioNumbers })).toEqual(differences);
  });
});

describe("numbers at VAPI", () => {
  const other = { ...w.link, id: "v2", e164: "+14155550102" };
  it.each<[string, DriftRows["numbers"], DriftResources["vapiNumbers"], string[]]>([
    ["without an id of ours", [w.row], [w.link, { ...other, numberId: null }], ["link_unowned person v2 nobody"]],
    [
      "for a row that isn't there",
      [w.row],
      [w.link, { ...other, numberId: "n9" }],
      ["link_left_over person v2 nobody"],
    ],
    [
      "for a row that has another one",
      [w.row],
      [w.link, { ...other, numberId: "n1" }],
      ["link_left_over person v2 o1"],
    ],
    ["not there", [w.row], [], ["link_missing relink v1 o1"]],
    ["there under another id", [w.row], [{ ...w.link, id: "v7" }], ["link_missing relink v1 o1"]],
    [
      "whose deliveries go elsewhere",
      [w.row],
      [{ ...w.link, serverUrl: serverUrl("o2") }],
      ["link_server_wrong relink v1 o1"],
    ],
    ["whose deliveries go nowhere", [w.row], [{ ...w.link, serverUrl: null }], ["link_server_wrong relink v1 o1"]],
    [
      "signed by another credential",
      [w.row],
      [{ ...w.link, credentialId: "c9" }],
      ["link_credential_wrong relink v1 o1"],
    ],
    ["not signed", [w.row], [{ ...w.link, credentialId: null }], ["link_credential_wrong relink v1 o1"]],
    [
      "without a telephone to fall back on",
      [w.row],
      [{ ...w.link, fallbackNumber: null }],
      ["link_fallback_wrong relink v1 o1"],
    ],
    [
      "that answer by themselves",
      [w.row],
      [{ ...w.link, answeredBy: "assistant" }],
      ["link_answers_itself relink v1 o1"],
    ],
    [
      "with everything wrong",
      [w.row],
      [{ ...w.link, serverUrl: null, credentialId: null, fallbackNumber: null, answeredBy: "squad" }],
      ["link_server_wrong", "link_credential_wrong", "link_fallback_wrong", "link_answers_itself"].map(
        (kind) => `${kind} relink v1 o1`,
      ),
    ],
  ])("%s", (_what, numbers, vapiNumbers, differences) => {
    expect(found({ numbers }, { vapiNumbers })).toEqual(differences);
  });

  it("aren't held to a credential that has just come into use, or that nobody knows", () => {
    const vapiNumbers = [{ ...w.link, credentialId: "c9" }];
    expect(found({ credentials: [{ ...w.credentialRow, changedAt: JUST_NOW }] }, { vapiNumbers })).toEqual([]);
    expect(found({ credentials: [] }, { vapiNumbers })).toEqual([]);
  });
});

it("a number that isn't in the account any more is not handed over to VAPI again", () => {
  expect(found({}, { twilioNumbers: [], vapiNumbers: [] })).toEqual([
    "number_missing person PN1 o1",
    "link_missing person v1 o1",
  ]);
});

describe("assistants", () => {
  const other = { ...w.assistant, id: "va2" };
  const unknown = (organizationId: string) => ({ ...other, owner: { assistantId: "a9", organizationId } });
  it.each<[string, DriftRows["assistants"], DriftResources["vapiAssistants"], string[]]>([
    [
      "without an id of ours",
      [w.assistantRow],
      [w.assistant, { ...other, owner: null }],
      ["assistant_unowned person va2 nobody"],
    ],
    [
      "for a row that isn't there",
      [w.assistantRow],
      [w.assistant, unknown("o1")],
      ["assistant_left_over person va2 o1"],
    ],
    [
      "of another installation",
      [w.assistantRow],
      [w.assistant, unknown("o9")],
      ["assistant_left_over person va2 nobody"],
    ],
    ["that were deleted", [{ ...w.assistantRow, deleted: true }], [w.assistant], ["assistant_left_over person va1 o1"]],
    [
      "that are drafts again",
      [{ ...w.assistantRow, status: "draft" }],
      [w.assistant],
      ["assistant_left_over person va1 o1"],
    ],
    ["twice for one row", [w.assistantRow], [w.assistant, other], ["assistant_double person va2 o1"]],
    ["not there", [w.assistantRow], [], ["assistant_missing sync va1 o1"]],
    ["paused and not there", [{ ...w.assistantRow, status: "paused" }], [], ["assistant_missing sync va1 o1"]],
    [
      "changed there",
      [w.assistantRow],
      [{ ...w.assistant, config: { firstMessage: "Hi" } }],
      ["assistant_changed sync va1 o1"],
    ],
    [
      "changed there, which is known",
      [{ ...w.assistantRow, driftKnown: true }],
      [{ ...w.assistant, config: { firstMessage: "Hi" } }],
      ["assistant_changed person va1 o1"],
    ],
    [
      "of which isn't known what was pushed",
      [{ ...w.assistantRow, pushedConfig: null }],
      [{ ...w.assistant, config: { firstMessage: "Hi" } }],
      [],
    ],
  ])("%s", (_what, assistants, vapiAssistants, differences) => {
    expect(found({ assistants }, { vapiAssistants })).toEqual(differences);
  });
});

describe("credentials", () => {
  it.each<[string, DriftResources["vapiCredentials"], string[]]>([
    ["not there", [], ["credential_missing credential c1 o1"]],
    [
      "twice for one organization",
      [
        { id: "c1", organizationId: "o1" },
        { id: "c2", organizationId: "o1" },
      ],
      ["credential_double person c2 o1"],
    ],
    [
      "of others",
      [
        { id: "c1", organizationId: "o1" },
        { id: "c3", organizationId: null },
        { id: "c4", organizationId: "o9" },
      ],
      [],
    ],
  ])("%s", (_what, vapiCredentials, differences) => {
    expect(found({}, { vapiCredentials })).toEqual(differences);
  });
});

describe("what somebody is at", () => {
  const nothing = { twilioNumbers: [], vapiNumbers: [], vapiAssistants: [], vapiCredentials: [] };
  it("is told as such: it is neither new nor gone", () => {
    const just = { changedAt: JUST_NOW };
    const rows = {
      numbers: [{ ...w.row, ...just }],
      assistants: [{ ...w.assistantRow, ...just }],
      credentials: [{ ...w.credentialRow, ...just }],
    };
    const differences = found(rows, nothing);
    expect(differences).toHaveLength(4);
    expect(differences.every((one) => one.endsWith(" busy"))).toBe(true);
  });

  it.each(["provisioning", "releasing"])(
    "is left alone while a number is %s; after an hour that alone is told",
    (state) => {
      const made = { twilioNumbers: [{ ...w.line, voiceUrl: null }], vapiNumbers: [{ ...w.link, serverUrl: null }] };
      for (const [changedAt, told] of [
        [new Date(NOW.getTime() - 59 * 60_000), []],
        [LONG_AGO, ["number_stuck person n1 o1"]],
      ] as const) {
        const numbers = [{ ...w.row, state, changedAt }];
        expect(found({ numbers })).toEqual(told);
        expect(found({ numbers }, { twilioNumbers: [], vapiNumbers: [] })).toEqual(told);
        const bare = numbers.map((row) => ({ ...row, twilioSid: null, vapiPhoneNumberId: null }));
        expect(found({ numbers: bare }, made)).toEqual(told);
      }
    },
  );

  it("is an assistant on its way", () => {
    const assistants = [{ ...w.assistantRow, syncState: "pending" }];
    const vapiAssistants = [{ ...w.assistant, config: {} }];
    expect(found({ assistants }, { vapiAssistants })).toEqual(["assistant_changed sync va1 o1 busy"]);
  });

  it("is what was made there just now, before its row knows of it", () => {
    const made = { createdAt: JUST_NOW };
    const resources = {
      twilioNumbers: [w.line, { ...w.line, ...made, sid: "PN2", ownerId: null }],
      vapiNumbers: [w.link, { ...w.link, ...made, id: "v2", e164: "+14155550102", numberId: null }],
      vapiAssistants: [w.assistant, { ...w.assistant, ...made, id: "va2", owner: null }],
    };
    expect(found({}, resources)).toEqual([
      "number_unowned person PN2 nobody busy",
      "link_unowned person v2 nobody busy",
      "assistant_unowned person va2 nobody busy",
    ]);
  });
});
