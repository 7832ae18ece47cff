import { useFetcher } from "@remix-run/react";
import { clsx } from "clsx";
import { Monitor, Moon, Sun } from "lucide-react";
import { THEME_FETCHER, useTheme, type Theme } from "~/lib/theme.ts";

const CHOICES = [
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
  ["system", "System", Monitor],
] as const satisfies [Theme, string, typeof Sun][];

/** Light, dark or as the system. */
export function ThemePicker() {
  const theme = useTheme();
  const fetcher = useFetcher({ key: THEME_FETCHER });
  return (
    <fetcher.Form
      method="post"
      action="/theme"
      aria-label="Theme"
      className="flex gap-0.5 rounded-[10px] bg-sunken p-0.5"
    >
      {CHOICES.map(([value, label, Icon]) => (
        <button
          key={value}
          name="theme"
          value={value}
          aria-pressed={theme === value}
          className={clsx(
            "flex h-8 flex-1 items-center justify-center gap-1.5 rounded-lg px-2 text-xs",
            theme === value ? "bg-surface font-medium text-ink shadow-card" : "text-muted hover:text-ink",
          )}
        >
          <Icon className="size-3.5" aria-hidden />
          {label}
        </button>
      ))}
    </fetcher.Form>
  );
}
