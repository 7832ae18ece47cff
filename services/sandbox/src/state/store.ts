import { randomBytes } from "node:crypto";
import type { Logger } from "@callflex/platform/logger";
import { newUuid } from "../ids.ts";
import type { CallRecord } from "./call-record.ts";
import { createChangeBus, type ChangeBus } from "./change-bus.ts";
import { createCollection, type Collection } from "./collection.ts";
import { createDebouncedWriter, type DebouncedWriter } from "./debounced-writer.ts";
import type {
  Delivery,
  IdempotentAnswer,
  Meta,
  OptOut,
  ResendWebhook,
  SentMail,
  Suppression,
  TakenNumber,
  TwilioAddress,
  TwilioMessage,
  TwilioNumber,
} from "./records.ts";
import { readSnapshot } from "./snapshot.ts";
import type { StoredAssistant, StoredTool, VapiCredential, VapiPhoneNumber } from "./vapi-resources.ts";

/** How many items a part keeps in memory, and how many of the newest go to its file. */
const PARTS = {
  assistants: { limit: 20_000, saved: 20_000 },
  tools: { limit: 20_000, saved: 20_000 },
  phoneNumbers: { limit: 20_000, saved: 20_000 },
  credentials: { limit: 20_000, saved: 20_000 },
  calls: { limit: 20_000, saved: 1_000 },
  twilioNumbers: { limit: 20_000, saved: 20_000 },
  twilioAddresses: { limit: 20_000, saved: 20_000 },
  takenNumbers: { limit: 20_000, saved: 20_000 },
  messages: { limit: 20_000, saved: 1_000 },
  optOuts: { limit: 20_000, saved: 20_000 },
  mails: { limit: 20_000, saved: 1_000 },
  resendWebhooks: { limit: 100, saved: 100 },
  idempotentAnswers: { limit: 50_000, saved: 5_000 },
  suppressions: { limit: 20_000, saved: 20_000 },
  deliveries: { limit: 30_000, saved: 300 },
  meta: { limit: 1, saved: 1 },
} as const;

type Part = keyof typeof PARTS;

/** Everything the sandbox remembers. */
export interface Store {
  assistants: Collection<StoredAssistant>;
  tools: Collection<StoredTool>;
  phoneNumbers: Collection<VapiPhoneNumber>;
  credentials: Collection<VapiCredential>;
  calls: Collection<CallRecord>;
  twilioNumbers: Collection<TwilioNumber>;
  twilioAddresses: Collection<TwilioAddress>;
  takenNumbers: Collection<TakenNumber>;
  messages: Collection<TwilioMessage>;
  optOuts: Collection<OptOut>;
  mails: Collection<SentMail>;
  resendWebhooks: Collection<ResendWebhook>;
  idempotentAnswers: Collection<IdempotentAnswer>;
  suppressions: Collection<Suppression>;
  deliveries: Collection<Delivery>;
  meta(): Meta;
  saveMeta(change: Partial<Meta>): void;
  changes: ChangeBus;
  /** Forgets everything but the organization and the signing secret. */
  reset(): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
}

/**
 * Opens the state.
 *
 * @param options.dir folder of the state; undefined keeps it in memory alone
 * @throws when a file of the state is damaged
 */
export async function openStore(options: { dir?: string; logger: Logger }): Promise<Store> {
  const changes = createChangeBus();
  let writer: DebouncedWriter | undefined;

  const open = async <T extends { id: string }>(part: Part): Promise<Collection<T>> => {
    const saved = options.dir ? await readSnapshot(options.dir, part) : undefined;
    const changed = (id: string | null) => {
      writer?.touch(part);
      changes.publish({ part, id });
    };
    return createCollection<T>(PARTS[part].limit, changed, Array.isArray(saved) ? (saved as T[]) : []);
  };

  const parts = {
    assistants: await open<StoredAssistant>("assistants"),
    tools: await open<StoredTool>("tools"),
    phoneNumbers: await open<VapiPhoneNumber>("phoneNumbers"),
    credentials: await open<VapiCredential>("credentials"),
    calls: await open<CallRecord>("calls"),
    twilioNumbers: await open<TwilioNumber>("twilioNumbers"),
    twilioAddresses: await open<TwilioAddress>("twilioAddresses"),
    takenNumbers: await open<TakenNumber>("takenNumbers"),
    messages: await open<TwilioMessage>("messages"),
    optOuts: await open<OptOut>("optOuts"),
    mails: await open<SentMail>("mails"),
    resendWebhooks: await open<ResendWebhook>("resendWebhooks"),
    idempotentAnswers: await open<IdempotentAnswer>("idempotentAnswers"),
    suppressions: await open<Suppression>("suppressions"),
    deliveries: await open<Delivery>("deliveries"),
  };
  const metaPart = await open<Meta>("meta");
  const named: Record<string, { all(): unknown[] }> = { ...parts, meta: metaPart };
  if (options.dir) {
    const contents = Object.fromEntries(
      Object.entries(PARTS).map(([name, { saved }]) => [name, () => named[name]?.all().slice(-saved)]),
    );
    writer = createDebouncedWriter(options.dir, contents, options.logger);
  }
  if (!metaPart.get("meta")) {
    metaPart.put({ id: "meta", orgId: newUuid(), linkSecret: randomBytes(24).toString("hex"), callsPlaced: 0 });
  }
  const meta = () => metaPart.get("meta") as Meta;

  return {
    ...parts,
    meta,
    saveMeta: (change) => metaPart.put({ ...meta(), ...change }),
    changes,
    reset: () => {
      for (const part of Object.values(parts)) part.clear();
      metaPart.put({ ...meta(), callsPlaced: 0 });
    },
    flush: async () => writer?.flush(),
  };
}
