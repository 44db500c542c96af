import { PlanInputs, type RequestInputs } from "./plan-inputs.js";

/** Values of variables that change the SQL: a handful in practice, thousands from somebody who tries. */
const maximumVariants = 16;

interface Variant<Value> {
  inputs: PlanInputs;
  value: Value;
}

/** The plans of one operation, each with what it assumed; the one used longest ago goes first. */
export class VariantCache<Value> {
  private readonly variants: Variant<Value>[] = [];

  /** The plan whose assumptions hold for the request, else the one that `plan` makes. */
  get(request: RequestInputs, plan: (inputs: PlanInputs) => Value): Value {
    const index = this.variants.findIndex(({ inputs }) => inputs.holdFor(request));
    const known = this.variants[index];
    if (known) {
      if (index > 0) this.moveToFront(index, known);
      return known.value;
    }
    const inputs = new PlanInputs(request);
    const value = plan(inputs);
    inputs.release();
    this.variants.unshift({ inputs, value });
    this.variants.length = Math.min(this.variants.length, maximumVariants);
    return value;
  }

  private moveToFront(index: number, variant: Variant<Value>): void {
    this.variants.splice(index, 1);
    this.variants.unshift(variant);
  }
}
