import { SendHorizontal } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { useChange } from "~/lib/use-change.ts";

/**
 * The line to type in. What could not be sent comes back into it.
 *
 * @param props.placed whether there is a conversation to end
 * @param props.ready whether somebody listens
 */
export function SayForm(props: {
  placed: boolean;
  ready: boolean;
  onSay: (text: string) => void;
  onRefused: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef("");
  const say = useChange("say");
  const end = useChange("end");
  const { ready, onRefused } = props;
  useEffect(() => {
    if (ready) input.current?.focus();
  }, [ready]);
  useEffect(() => {
    if (!say.answer || say.answer.ok) return;
    onRefused(sent.current);
    if (input.current && !input.current.value) input.current.value = sent.current;
  }, [say.answer, onRefused]);
  return (
    <form
      className="flex flex-wrap gap-2 border-t p-3 sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        const text = input.current?.value.trim();
        if (!input.current || !text || say.busy) return;
        input.current.value = "";
        sent.current = text;
        props.onSay(text);
        say.send({ text });
      }}
    >
      <input
        ref={input}
        name="text"
        maxLength={500}
        autoComplete="off"
        enterKeyHint="send"
        disabled={!ready}
        aria-label="What you say"
        placeholder={ready ? "Say something as a caller" : "One moment…"}
        className={`${INPUT_CLASS} min-w-0 flex-1 basis-48`}
      />
      <Button type="submit" disabled={!ready} className="h-10">
        <SendHorizontal className="size-4" aria-hidden />
        Say
      </Button>
      <Button variant="outline" disabled={!props.placed || end.busy} className="h-10" onClick={() => end.send()}>
        {end.busy ? "Ending…" : "Hang up"}
      </Button>
    </form>
  );
}
