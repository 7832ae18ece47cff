/** After so many tries in vain a person has to look. */
export const REPAIR_ATTEMPTS = 3;
