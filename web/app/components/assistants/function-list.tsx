import { offeredFunctionLabels } from "@callflex/contracts/labels";
import type { AssistantFunction } from "@callflex/contracts/template";
import { FUNCTION_ICONS } from "./function-looks.ts";

/** What an assistant can do, and when it does it. */
export function FunctionList({ functions }: { functions: readonly AssistantFunction[] }) {
  if (functions.length === 0) return <p className="text-[13px] text-muted">It only talks.</p>;
  return (
    <ul className="space-y-3">
      {functions.map(({ type, when }) => {
        const Icon = FUNCTION_ICONS[type];
        return (
          <li key={type} className="flex gap-3">
            <span
              aria-hidden
              className="grid size-8 shrink-0 place-items-center rounded-full bg-sky-soft text-sky-on-soft"
            >
              <Icon className="size-4" />
            </span>
            <p className="min-w-0 text-[13px]">
              <span className="block font-medium">{offeredFunctionLabels[type].title}</span>
              <span className="block text-muted">{when}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** The same in a line of small marks, for cards. */
export function FunctionMarks({ functions }: { functions: readonly AssistantFunction[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {functions.map(({ type }) => {
        const Icon = FUNCTION_ICONS[type];
        return (
          <li
            key={type}
            className="inline-flex items-center gap-1.5 rounded-full bg-sunken px-2 py-0.5 text-xs text-ink-2"
          >
            <Icon className="size-3" aria-hidden />
            {offeredFunctionLabels[type].title}
          </li>
        );
      })}
    </ul>
  );
}
