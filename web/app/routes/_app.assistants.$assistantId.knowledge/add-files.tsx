import { useFetcher } from "@remix-run/react";
import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { useId, useState, type DragEvent } from "react";
import { Section } from "~/components/ui/section.tsx";
import type { FormAnswer } from "~/lib/form-answer.ts";
import { notify } from "~/lib/toast.tsx";
import { useAnswer } from "~/lib/use-answer.ts";
import { useSession } from "~/lib/use-session.ts";
import { ACCEPTED_FILES, whyNotUpload } from "./knowledge-forms.ts";

/** Uploads files: dropped here, or chosen. */
export function AddFiles() {
  const fetcher = useFetcher<FormAnswer>({ key: "add-files" });
  const { organization } = useSession();
  const [over, setOver] = useState(false);
  const id = useId();
  const busy = fetcher.state !== "idle";
  useAnswer(fetcher.data as FormAnswer | undefined);

  function upload(files: readonly File[]) {
    if (files.length === 0 || busy) return;
    const refusal = files.map(whyNotUpload).find((why) => why !== null);
    if (refusal) return notify({ kind: "error", text: refusal });
    const form = new FormData();
    form.set("_intent", "add-files");
    form.set("_organization", organization.id);
    for (const file of files) form.append("files", file);
    fetcher.submit(form, { method: "post", encType: "multipart/form-data" });
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    upload([...event.dataTransfer.files]);
  }

  return (
    <Section title="Upload a file">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          "flex cursor-pointer flex-col items-center rounded-[10px] border border-dashed px-4 py-6 text-center text-[13px]",
          "focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-brand hover:bg-sunken",
          over ? "border-brand bg-brand-soft" : "border-line-strong",
        )}
      >
        <FileUp className="size-5 text-muted" aria-hidden />
        <span className="mt-2 font-medium">{busy ? "Uploading…" : "Drop files here, or choose them"}</span>
        <span className="mt-0.5 text-muted">PDF, Markdown or plain text, up to 5 MB each</span>
        <input
          id={id}
          type="file"
          multiple
          accept={ACCEPTED_FILES}
          disabled={busy}
          className="sr-only"
          onChange={(event) => {
            upload([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </label>
    </Section>
  );
}
