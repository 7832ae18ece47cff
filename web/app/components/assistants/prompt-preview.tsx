import { isUnanswered, renderParts } from "@callflex/contracts/render-prompt";
import type { VariableValues } from "@callflex/contracts/template";
import { clsx } from "clsx";

/**
 * A prompt or greeting as the assistant will have it; what was filled in is marked, and so is what is still missing.
 *
 * @param props.text with `{{names}}`
 * @param props.values answers by name, as far as they are given
 * @param props.labels what the variables are called, for the tooltip
 */
export function PromptPreview(props: {
  text: string;
  values: VariableValues;
  labels: ReadonlyMap<string, string>;
  /** Stands on a tinted ground, where marks are lighter instead. */
  tinted?: boolean;
  className?: string;
}) {
  return (
    <p className={clsx("break-words whitespace-pre-wrap", props.className)}>
      {renderParts(props.text, props.values).map(({ text, filled }, index) => {
        if (filled === null) return text;
        const missing = isUnanswered(props.values[filled]);
        const label = props.labels.get(filled) ?? filled;
        return (
          <mark
            key={index}
            title={label}
            className={clsx(
              "rounded-[4px] box-decoration-clone px-1 py-px",
              missing && "bg-amber-soft text-amber-on-soft",
              !missing && (props.tinted ? "bg-surface/75 text-ink" : "bg-brand-soft text-brand-on-soft"),
            )}
          >
            {missing ? label : text}
          </mark>
        );
      })}
    </p>
  );
}
