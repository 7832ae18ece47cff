import type { PrismaClient } from "@callflex/db/prisma";
import type { Route } from "../http/route.ts";
import type { AccountMailDeps } from "./account-mail.ts";
import type { AuthLimits } from "./auth-limits.ts";
import type { Auth } from "./better-auth.ts";
import { accountRoutes } from "./account-routes.ts";
import { googleRoutes } from "./google-routes.ts";
import type { GoogleSignIn } from "./google-sign-in.ts";
import type { SignInGuard } from "./sign-in-guard.ts";
import { emailRoutes } from "./email-routes.ts";
import { passwordRoutes } from "./password-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { tokenRoutes } from "./token-routes.ts";
import { twoFactorRoutes } from "./two-factor-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import { signUpRoutes } from "./sign-up-routes.ts";

/** What the routes of accounts work with. */
export interface AuthDeps extends AccountMailDeps {
  auth: Auth;
  /** Client of the role callflex_app. */
  appDb: PrismaClient;
  /** Client of the role callflex_auth. */
  authDb: PrismaClient;
  signInGuard: SignInGuard;
  authLimits: AuthLimits;
  /** Null where Google isn't configured. */
  google: GoogleSignIn | null;
}

/** Everything about a person's account. */
export function authRoutes(deps: AuthDeps): Route[] {
  return [
    ...signUpRoutes(deps),
    ...signInRoutes(deps),
    ...passwordRoutes(deps),
    ...emailRoutes(deps),
    ...sessionRoutes(deps),
    ...twoFactorRoutes(deps),
    ...tokenRoutes(deps),
    ...googleRoutes(deps),
    ...accountRoutes(deps),
  ];
}
