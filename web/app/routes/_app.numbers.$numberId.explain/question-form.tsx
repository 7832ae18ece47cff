import { Form, useNavigation } from "@remix-run/react";
import { useId, useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { useZone } from "~/lib/zone.tsx";
import type { Question } from "./question.ts";

/** The caller and the moment that are asked about; the address keeps them, so that an answer can be shared. */
export function QuestionForm({ question, problem }: { question: Question; problem: string | null }) {
  const id = useId();
  const { timezone } = useZone();
  const { state } = useNavigation();
  const [hidden, hide] = useState(question.hidden);
  return (
    <Form
      method="get"
      className="space-y-4"
      preventScrollReset
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <div>
        <label htmlFor={`${id}-caller`} className="mb-1.5 block text-[13px] font-medium">
          Caller’s number
        </label>
        <input
          id={`${id}-caller`}
          name="caller"
          type="tel"
          autoComplete="off"
          defaultValue={question.typed}
          disabled={hidden}
          className={INPUT_CLASS}
        />
        <label className="mt-2 flex items-center gap-2.5 text-[13px]">
          <input
            type="checkbox"
            name="hidden"
            value="1"
            checked={hidden}
            onChange={({ target }) => hide(target.checked)}
            className="size-4 accent-brand"
          />
          The caller hides the number
        </label>
      </div>
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">Moment</legend>
        <div className="grid grid-cols-2 gap-2">
          <input type="date" name="date" aria-label="Day" defaultValue={question.date} className={INPUT_CLASS} />
          <input type="time" name="time" aria-label="Time" defaultValue={question.time} className={INPUT_CLASS} />
        </div>
        <p className="mt-1.5 text-[13px] text-muted">
          On the clock of {timezone.replaceAll("_", " ")}. Leave both empty for now.
        </p>
      </fieldset>
      {problem && (
        <p
          id={`${id}-problem`}
          role="alert"
          className="rounded-[10px] bg-coral-soft px-3 py-2 text-[13px] text-coral-on-soft"
        >
          {problem}
        </p>
      )}
      <Button type="submit" disabled={state !== "idle"}>
        Explain
      </Button>
    </Form>
  );
}
