import { z } from "zod";

/** The value that stands for the template's own voice. */
export const TEMPLATES_OWN = "template";
/** The value that keeps a voice which is not in the list. */
export const AS_IT_IS = "keep";

/** The choice of a voice as a form. */
export const voiceForm = z.strictObject({ voice: z.string("Choose a voice").min(1, "Choose a voice").max(120) });
