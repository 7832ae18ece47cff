import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { isUnanswered } from "~/lib/reach.ts";
import { useRefreshWhile } from "~/lib/use-refresh-while.ts";
import { buttonClass } from "./ui/button.tsx";

interface Face {
  code: string;
  title: string;
  text: string;
  /** Reloading may help. */
  retry: boolean;
  /** It passes without anybody's doing: the page loads itself again now and then. */
  passes?: boolean;
}

const FACES: Record<number, Face> = {
  403: {
    code: "403",
    title: "This is not for your role",
    text: "Ask an owner or admin of your organization if you need it.",
    retry: false,
  },
  404: {
    code: "404",
    title: "Nobody picks up here",
    text: "What you are looking for doesn't exist, or belongs to another organization.",
    retry: false,
  },
  429: {
    code: "429",
    title: "That was a little fast",
    text: "Too many requests came from here. Wait a moment, then try again.",
    retry: true,
    passes: true,
  },
  503: {
    code: "Hold the line",
    title: "CallFlex is not reachable right now",
    text: "Calls are still answered and nothing is lost. This page comes by itself as soon as it can.",
    retry: true,
    passes: true,
  },
};

/** Statuses that mean the same to a reader. An address with a damaged id is refused as input: nothing is there. */
const ALIKE: Record<number, number> = { 400: 404, 422: 404, 502: 503, 504: 503 };

/** Milliseconds from one try to the next. */
const TRY_EVERY = 3_000;

const UNEXPECTED: Face = {
  code: "500",
  title: "Something went wrong on our side",
  text: "Calls are still answered. Try again in a moment.",
  retry: true,
};

/** Chooses the face of an error and what its answer says about it. */
export function faceOf(error: unknown): Face & { reference?: string } {
  if (!isRouteErrorResponse(error)) return (isUnanswered(error) && FACES[503]) || UNEXPECTED;
  const { title, detail, requestId } = (error.data ?? {}) as { title?: string; detail?: string; requestId?: string };
  const status = ALIKE[error.status] ?? error.status;
  const known = FACES[status] ?? UNEXPECTED;
  const own = status === 403 && title ? { title, text: detail ?? known.text } : {};
  return { ...known, ...own, reference: status >= 500 ? requestId : undefined };
}

/** What a page shows instead of itself after an error. */
export function ErrorFace() {
  const face = faceOf(useRouteError());
  const { pathname, search } = useLocation();
  useRefreshWhile(face.passes === true, TRY_EVERY);
  return (
    <div className="grid min-h-[60dvh] place-items-center p-6 text-center">
      <div>
        <p className="num text-5xl font-semibold tracking-tight text-brand">{face.code}</p>
        <h1 className="mt-3 text-xl font-semibold">{face.title}</h1>
        <p className="mx-auto mt-1 max-w-md text-balance text-muted">{face.text}</p>
        <p className="mt-5 flex justify-center gap-2">
          {face.retry && (
            <a href={pathname + search} className={buttonClass()}>
              Try again
            </a>
          )}
          <Link to="/" className={buttonClass({ variant: face.retry ? "outline" : "primary" })}>
            Back to the overview
          </Link>
        </p>
        {face.reference && (
          <p className="num mt-6 text-xs text-muted">If it stays, tell us this reference: {face.reference}</p>
        )}
      </div>
    </div>
  );
}
