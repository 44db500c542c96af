import type { ApiKey } from "../../access/api-key.entity.js";
import { splitList } from "../../access/key-ring.js";
import { isScope, type Scope } from "../../access/scopes.js";
import type { Perspective } from "../../graph/perspective.js";
import type { CallerBudget } from "../budgets/budgets.js";

/** Who asks: a key, or an address. */
export interface Caller {
  scopes: ReadonlySet<Scope>;
  perspective: Perspective;
  /** Undefined where nothing bounds what is spent. */
  budget: CallerBudget | undefined;
}

export const anonymousScopes: ReadonlySet<Scope> = new Set(["content:read"]);

/** What a key opens; a scope of a newer version opens nothing here. */
export function scopesOf({ scopes }: ApiKey): ReadonlySet<Scope> {
  return new Set(splitList(scopes).filter(isScope));
}
