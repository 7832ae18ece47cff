import { changePasswordRequest } from "@callflex/contracts/api/auth";
import { z } from "zod";

/** A new password is typed twice, since nobody sees what they type. */
export const passwordForm = changePasswordRequest
  .extend({ repeated: z.string().min(1, "Type the new password again") })
  .refine(({ newPassword, repeated }) => newPassword === repeated, {
    path: ["repeated"],
    error: "The two new passwords differ",
  });
