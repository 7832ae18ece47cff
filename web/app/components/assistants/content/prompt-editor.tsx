import type { TemplateVariable } from "@callflex/contracts/template";
import { getTextareaProps, type FieldMetadata } from "@conform-to/react";
import { clsx } from "clsx";
import { Braces } from "lucide-react";
import { useRef } from "react";
import { Menu, MenuItem } from "~/components/ui/menu.tsx";
import { TEXTAREA_CLASS } from "~/components/ui/field.tsx";
import { promptFindings, type PromptFinding } from "./prompt-findings.ts";

/**
 * A text with variables: they are put in by a menu, and what is wrong is told while somebody writes.
 *
 * @param props.longest characters that the text may have
 */
export function PromptEditor(props: {
  field: FieldMetadata<string>;
  label: string;
  hint: string;
  variables: readonly TemplateVariable[];
  longest: number;
  rows: number;
  placeholder?: string;
}) {
  const { field, label, hint, variables, longest, rows, placeholder } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const { key, ...textarea } = getTextareaProps(field, { ariaDescribedBy: field.descriptionId });
  const text = field.value ?? "";
  const findings = promptFindings(text, new Set(variables.map((variable) => variable.key)), longest);
  const insert = (name: string) => {
    const box = area.current;
    if (!box) return;
    box.setRangeText(`{{${name}}}`, box.selectionStart, box.selectionEnd, "end");
    // The form learns of what is typed by this event.
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const show = ({ start, end }: PromptFinding) => {
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-end justify-between gap-x-3 gap-y-1">
        <label htmlFor={field.id} className="text-[13px] font-medium">
          {label}
        </label>
        <InsertMenu
          about={label}
          variables={variables}
          onChoose={(name) => {
            insert(name);
            area.current?.focus();
          }}
        />
      </div>
      <textarea
        key={key}
        ref={area}
        {...textarea}
        // Longer texts are kept and told about, so that nothing that was pasted is cut off.
        maxLength={undefined}
        aria-invalid={findings.length > 0 || undefined}
        rows={rows}
        placeholder={placeholder}
        className={clsx(TEXTAREA_CLASS, "max-h-[70dvh]", rows > 8 && "min-h-72")}
      />
      <div className="mt-1.5 flex items-start justify-between gap-4 text-[13px] text-muted">
        <p id={field.descriptionId}>{hint}</p>
        <p className={clsx("num shrink-0 text-xs", text.length > longest && "text-coral-on-soft")}>
          {text.length.toLocaleString("en-US")} / {longest.toLocaleString("en-US")}
          <span className="sr-only"> characters</span>
        </p>
      </div>
      <Findings findings={findings} errors={findings.length > 0 ? [] : (field.errors ?? [])} onShow={show} />
    </div>
  );
}

function InsertMenu(props: {
  about: string;
  variables: readonly TemplateVariable[];
  onChoose: (name: string) => void;
}) {
  if (props.variables.length === 0) return null;
  return (
    <Menu
      align="right"
      focusAfter="choice"
      trigger={
        <>
          <Braces className="size-3.5" aria-hidden />
          Insert variable<span className="sr-only"> into {props.about}</span>
        </>
      }
    >
      {props.variables.map(({ key, label }) => (
        <MenuItem key={key} onClick={() => props.onChoose(key)}>
          <span className="min-w-0">
            <span className="block truncate">{label}</span>
            <span className="block truncate text-xs text-muted">{`{{${key}}}`}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

function Findings(props: { findings: PromptFinding[]; errors: string[]; onShow: (finding: PromptFinding) => void }) {
  return (
    <ul aria-live="polite" className="mt-1.5 space-y-1 text-[13px] text-coral-on-soft empty:hidden">
      {props.findings.map((finding) => (
        <li key={`${finding.start} ${finding.message}`}>
          <button
            type="button"
            onClick={() => props.onShow(finding)}
            className="text-left underline-offset-2 hover:underline"
          >
            <span className="num font-medium">
              Line {finding.line}, column {finding.column}:
            </span>{" "}
            {finding.message}
          </button>
        </li>
      ))}
      {props.errors.map((error) => (
        <li key={error} className="first-letter:uppercase">
          {error}
        </li>
      ))}
    </ul>
  );
}
