import { SITE_AWAY_FAILURE } from "@callflex/contracts/workflow";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { beginReading, type EntryRef, type ToRead } from "@callflex/domain/knowledge/begin-reading";
import { failReading } from "@callflex/domain/knowledge/fail-reading";
import { finishReading } from "@callflex/domain/knowledge/finish-reading";
import type { Logger } from "@callflex/platform/logger";
import { ApplicationFailure } from "@temporalio/activity";
import { extractApart } from "../reading/extract-apart.ts";
import { fetchPage, type FetchOptions } from "../reading/fetch-page.ts";
import type { PageText } from "../reading/read-html.ts";
import { SiteAway, Unreadable } from "../reading/unreadable.ts";
import { failing, heartbeating, toFailure } from "./failures.ts";

/** What happens to a page or a file that an assistant shall answer from. */
export interface KnowledgeActivities {
  /** Reads it; `gone` when nobody waits for it any more. */
  readEntry: (entry: EntryRef) => Promise<{ state: "ready" | "failed" | "gone" }>;
  /** Closes an entry whose reading was given up. @param reason why, from a list, since workflows carry no words of pages */
  giveUpReading: (entry: EntryRef, reason: "site_away" | "fault") => Promise<void>;
}

const REASONS = {
  site_away: "The website doesn't answer, after several tries. Check the address, or try again later.",
  fault: "It could not be read because of a fault of ours. Try again, or copy the words into a text instead.",
} as const;

export function createKnowledgeActivities(deps: {
  pool: Pool;
  pages: FetchOptions;
  logger: Logger;
  onApplied: () => void;
}): KnowledgeActivities {
  const { pool, pages, logger, onApplied } = deps;

  async function read(source: ToRead): Promise<PageText> {
    if (source.kind === "document") return extractApart({ ...source, charset: null });
    return extractApart(await fetchPage(source.url, pages));
  }

  return {
    readEntry: (entry) =>
      failing(
        logger,
        () =>
          heartbeating(async () => {
            const source = await transaction(pool, (tx) => beginReading(tx, entry));
            if (!source) return { state: "gone" };
            try {
              const words = await read(source);
              return { state: await transaction(pool, (tx) => finishReading(tx, entry, words)) };
            } catch (error) {
              if (!(error instanceof Unreadable)) throw error;
              const failure = { reason: error.message, keepsFile: error.keepsFile };
              await transaction(pool, (tx) => failReading(tx, entry, failure));
              return { state: "failed" };
            } finally {
              onApplied();
            }
          }),
        (error, attempt) =>
          error instanceof SiteAway
            ? ApplicationFailure.retryable("the website is away", SITE_AWAY_FAILURE)
            : toFailure(error, attempt),
      ),

    giveUpReading: (entry, reason) =>
      failing(logger, async () => {
        await transaction(pool, (tx) => failReading(tx, entry, { reason: REASONS[reason], keepsFile: true }));
        onApplied();
      }),
  };
}
