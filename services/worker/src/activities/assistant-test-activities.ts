import type { TestTurn } from "@callflex/contracts/assistant-test";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { beginRun, type RunRef } from "@callflex/domain/assistant-tests/begin-run";
import { checkExpectations, needsConversation } from "@callflex/domain/assistant-tests/check-expectation";
import { breakRun, finishRun, keepResult, noteRunFault } from "@callflex/domain/assistant-tests/finish-run";
import { loadTest, type LoadedTest } from "@callflex/domain/assistant-tests/load-test";
import { testedConfig } from "@callflex/domain/assistant-tests/tested-config";
import type { Logger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import type { VapiChats } from "@callflex/providers/vapi/chats";
import { failing, heartbeating } from "./failures.ts";

/** What happens in a run of an assistant's tests. */
export interface AssistantTestActivities {
  /** The tests to be run; none when the run is over. */
  beginTestRun: (run: RunRef) => Promise<{ testIds: string[] }>;
  /** Plays one test and keeps what it found. */
  playTest: (test: RunRef & { testId: string }) => Promise<void>;
  /** Ends the run by what its tests found; `broken` when there was none. */
  finishTestRun: (run: RunRef) => Promise<{ state: "passed" | "failed" | "broken" | "gone" }>;
  /** Ends a run that can't be carried through. */
  breakTestRun: (run: RunRef) => Promise<void>;
}

const AWAY = "Our phone partner isn't answering at the moment. Run the tests again later.";

/** Functions that end a conversation: nobody hears what the caller would say then. */
const ENDING = new Set(["endCall", "transferCall"]);

export function createAssistantTestActivities(deps: {
  pool: Pool;
  chats: VapiChats;
  logger: Logger;
  onApplied: () => void;
}): AssistantTestActivities {
  const { pool, chats, logger, onApplied } = deps;

  /** Lets the caller of a test talk with the assistant. */
  async function converse({ callerLines, config }: LoadedTest): Promise<TestTurn[]> {
    const assistant = testedConfig(config);
    const { firstMessage: greeting } = assistant;
    const turns: TestTurn[] = greeting ? [{ speaker: "assistant", text: greeting, tools: [] }] : [];
    let previousChatId: string | null = null;
    for (const text of callerLines) {
      turns.push({ speaker: "caller", text, tools: [] });
      const answer = await chats.say({ assistant, greeting, text, previousChatId });
      turns.push({ speaker: "assistant", text: answer.text, tools: answer.toolCalls });
      if (answer.toolCalls.some(({ name }) => ENDING.has(name))) break;
      previousChatId = answer.chatId;
    }
    return turns;
  }

  async function play({ testId, ...run }: RunRef & { testId: string }): Promise<void> {
    const test = await transaction(pool, (tx) => loadTest(tx, { ...run, testId }, new Date()));
    if (!test) return;
    const { name, config, expectations, routes } = test;
    const conversation = expectations.some(needsConversation) ? await converse(test) : [];
    const checks = checkExpectations(expectations, { config, conversation, routes });
    const passed = checks.every((check) => check.passed);
    await transaction(pool, (tx) => keepResult(tx, run, { testId, name, passed, conversation, checks }));
    onApplied();
  }

  return {
    beginTestRun: (run) =>
      failing(logger, async () => ({ testIds: (await transaction(pool, (tx) => beginRun(tx, run))) ?? [] })),

    playTest: (test) =>
      failing(logger, () =>
        heartbeating(async () => {
          try {
            await play(test);
          } catch (error) {
            if (error instanceof ProviderError) {
              const reason = error.retryable ? AWAY : error.customerMessage;
              await transaction(pool, (tx) => noteRunFault(tx, test, reason));
            }
            throw error;
          }
        }),
      ),

    finishTestRun: (run) =>
      failing(logger, async () => {
        const state = await transaction(pool, (tx) => finishRun(tx, run));
        onApplied();
        return { state };
      }),

    breakTestRun: (run) =>
      failing(logger, async () => {
        await transaction(pool, (tx) => breakRun(tx, run));
        onApplied();
      }),
  };
}
