import { buttonClass } from "./ui/button.tsx";

/** The way to sign in with Google; the API leads there and back. */
export function GoogleButton({ next }: { next: string | null }) {
  const query = next ? `?${new URLSearchParams({ next })}` : "";
  return (
    <div className="mt-6 border-t pt-6">
      <a href={`/api/v1/auth/google${query}`} className={buttonClass({ variant: "outline", size: "lg" }, "w-full")}>
        <svg viewBox="0 0 48 48" className="size-4.5" aria-hidden>
          <path
            fill="#4285F4"
            d="M46 24.5c0-1.6-.1-2.7-.4-3.9H24v7.3h12.6c-.3 1.9-1.6 4.9-4.7 6.8l7.2 5.6c4.3-4 6.9-9.9 6.9-15.8z"
          />
          <path
            fill="#34A853"
            d="M24 46c6.2 0 11.4-2 15.1-5.6l-7.2-5.6c-1.9 1.3-4.5 2.3-7.9 2.3-6.1 0-11.2-4-13-9.6l-7.5 5.8C7.2 40.7 15 46 24 46z"
          />
          <path fill="#FBBC05" d="M11 27.5c-.5-1.4-.8-2.9-.8-4.5s.3-3.1.7-4.5l-7.5-5.8a23 23 0 0 0 0 20.6z" />
          <path
            fill="#EA4335"
            d="M24 10.7c4.3 0 7.2 1.9 8.9 3.4l6.5-6.3C35.4 4.1 30.2 2 24 2 15 2 7.2 7.3 3.4 14.7l7.5 5.8c1.9-5.6 7-9.8 13.1-9.8z"
          />
        </svg>
        Continue with Google
      </a>
    </div>
  );
}

const TROUBLE: Record<string, string> = {
  google_cancelled: "You stopped signing in with Google.",
  google_not_linked:
    "This address has an account with a password. Sign in with it; confirm the address, then Google works too.",
  google_email_not_verified: "Google hasn't confirmed that address, so it can't be used here.",
  google_two_factor: "Your account asks for a second step. Sign in with your password.",
  google_failed: "Signing in with Google didn't work. Try again, or use your password.",
};

/** @returns why somebody comes back from Google without being signed in, for the form; undefined when they don't */
export function googleTrouble(code: string | null): string[] | undefined {
  const words = code ? TROUBLE[code] : undefined;
  return words ? [words] : undefined;
}
