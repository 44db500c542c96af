import { Initial1767000000000 } from "./1767000000000-initial.js";

/** Every migration of PostgreSQL databases, oldest first; a new one is appended. */
export const postgresMigrations = [Initial1767000000000];
