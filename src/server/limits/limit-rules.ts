import type { ValidationRule } from "graphql";
import type { Limits } from "./limits.js";
import { maxAliasesRule } from "./max-aliases-rule.js";
import { maxDepthRule } from "./max-depth-rule.js";
import { maxRootFieldsRule } from "./max-root-fields-rule.js";

/** The validation rules that bound a document; `limits.tokens` is the parser's to keep. */
export function limitRules(limits: Limits): ValidationRule[] {
  return [maxDepthRule(limits), maxAliasesRule(limits.aliases), maxRootFieldsRule(limits.rootFields)];
}
