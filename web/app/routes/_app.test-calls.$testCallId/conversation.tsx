import type { CallDetail, CallTranscript } from "@callflex/contracts/api/calls";
import type { TestCall } from "@callflex/contracts/api/test-calls";
import { clsx } from "clsx";
import { useCallback, useState } from "react";
import { TalkingBars } from "~/components/ui/talking-bars.tsx";
import { useLiveResource } from "~/lib/live/use-live-resource.ts";
import { useStayAtEnd } from "~/lib/use-stay-at-end.ts";
import { conversationLines, type ConversationLine, type TypedLine } from "./conversation-lines.ts";
import { SayForm } from "./say-form.tsx";
import { isOver } from "./standing.ts";

/** What was said before the call has a transcript. */
const NOTHING: CallTranscript = { segments: [], final: false };

interface ConversationProps {
  testCall: TestCall;
  mayTalk: boolean;
  call: CallDetail | null;
  transcript: CallTranscript | null;
}

/** What is said, as it is said, and for a conversation in the browser the line to type in. */
export function Conversation({ testCall, mayTalk, call, transcript: loaded }: ConversationProps) {
  const [typed, setTyped] = useState<TypedLine[]>([]);
  const { segments } = useTranscript(call?.id, loaded ?? NOTHING);
  const over = isOver(testCall, call);
  const lines = conversationLines(segments, over ? [] : typed);
  const box = useStayAtEnd(!over, lines.length);
  const web = testCall.kind === "web";
  const takeBack = useCallback((text: string) => setTyped((all) => all.filter((line) => line.text !== text)), []);
  const name = testCall.assistant.name;
  return (
    <section className="card overflow-hidden" aria-labelledby="conversation">
      <h2 id="conversation" className="sr-only">
        Conversation
      </h2>
      <div
        ref={box}
        tabIndex={0}
        role={over ? "group" : "log"}
        aria-labelledby="conversation"
        className="h-[52dvh] min-h-64 overflow-y-auto px-4 py-4 sm:px-5"
      >
        <ol className="space-y-3">
          {lines.map((line) => (
            <Line key={line.key} line={line} assistant={name} caller={web ? "You" : "Caller"} />
          ))}
        </ol>
        {!over && <Waiting testCall={testCall} heard={lines.length > 0} />}
        {over && lines.length === 0 && <p className="py-10 text-center text-[13px] text-muted">Nothing was said.</p>}
      </div>
      {web && !over && mayTalk && (
        <SayForm
          placed={testCall.state === "placed"}
          ready={call !== null && segments.length > 0}
          onSay={(text) => setTyped((all) => [...all, { key: crypto.randomUUID(), text, after: segments.length }])}
          onRefused={takeBack}
        />
      )}
    </section>
  );
}

function useTranscript(callId: string | undefined, loaded: CallTranscript): CallTranscript {
  // Without a call nothing concerns it, and nothing is asked for.
  return useLiveResource(`/calls/${callId ?? "none"}/transcript`, loaded, {
    types: callId ? ["transcript_update"] : [],
    callId: callId ?? "none",
  });
}

function Line({ line, assistant, caller }: { line: ConversationLine; assistant: string; caller: string }) {
  const fromCaller = line.speaker === "caller";
  return (
    <li className={clsx("flex max-w-[85%] flex-col", fromCaller ? "ml-auto items-end" : "items-start")}>
      <p className="mb-1 px-1 text-xs text-muted">{fromCaller ? caller : assistant}</p>
      <p
        className={clsx(
          "max-w-full rounded-2xl px-3.5 py-2",
          fromCaller ? "rounded-br-md bg-sunken" : "rounded-bl-md bg-brand-soft text-brand-on-soft",
        )}
      >
        {line.text}
      </p>
    </li>
  );
}

function Waiting({ testCall, heard }: { testCall: TestCall; heard: boolean }) {
  const words = testCall.kind === "web" ? "Connecting…" : "The first words appear here when somebody picks up.";
  return (
    <p className="mt-4 flex items-center gap-2.5 text-[13px] text-muted">
      <span className="rounded-full bg-stage px-2.5 py-1">
        <TalkingBars className="h-3.5" />
      </span>
      {heard ? "Listening" : words}
    </p>
  );
}
