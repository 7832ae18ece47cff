import { clsx } from "clsx";
import type { ComponentPropsWithoutRef } from "react";

const VARIANTS = {
  primary:
    "bg-brand text-brand-ink shadow-[0_1px_0_rgb(255_255_255/0.15)_inset,0_1px_2px_rgb(0_0_0/0.12)] hover:bg-brand/90",
  outline: "border border-line-strong/80 bg-surface text-ink hover:bg-sunken",
  danger: "bg-danger text-danger-ink hover:bg-danger/90",
  ghost: "text-ink-2 hover:bg-sunken hover:text-ink",
} as const;

const SIZES = { sm: "h-8 px-3 text-[13px]", md: "h-9 px-3.5", lg: "h-11 px-5", icon: "size-9" } as const;

interface Look {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** @returns the classes of a button, for links that look like one */
export function buttonClass({ variant = "primary", size = "md" }: Look = {}, className?: string): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-[10px] text-sm font-medium whitespace-nowrap",
    "transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}

/** A button; it submits only where `type="submit"` says so. */
export function Button({ variant, size, className, ...rest }: Look & ComponentPropsWithoutRef<"button">) {
  return <button type="button" {...rest} className={buttonClass({ variant, size }, className)} />;
}
