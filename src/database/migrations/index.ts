import { Initial1764000000000 } from "./1764000000000-initial.js";
import { ReadingOrder1765000000000 } from "./1765000000000-reading-order.js";

/** Every migration, oldest first; a new one is appended. */
export const migrations = [Initial1764000000000, ReadingOrder1765000000000];
