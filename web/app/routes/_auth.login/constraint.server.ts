import { signInRequest } from "@callflex/contracts/api/auth";
import { getZodConstraint } from "@conform-to/zod/v4";

/** What the browser itself can check about the sign-in form, from the contract. */
export const signInConstraint = getZodConstraint(signInRequest);
