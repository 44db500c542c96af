import { LRUCache } from "lru-cache";
import { PlanInputs, type RequestInputs } from "./plan-inputs.js";

/** Values of variables that change the SQL: a handful in practice, thousands from somebody who tries. */
const maximumVariants = 16;

/** Of what plans were made from, together. A plan takes up to 100 bytes for each character. */
const maximumCharacters = 1024 ** 2;

interface Variant<Value> {
  inputs: PlanInputs;
  value: Value;
}

/** What bounds the plans of all operations together; the one used longest ago goes first. */
export class PlanBudget {
  private readonly plans: LRUCache<Variant<unknown>, { size: number; forget(): void }>;

  constructor(maxSize = maximumCharacters) {
    this.plans = new LRUCache({
      maxSize,
      sizeCalculation: ({ size }) => size,
      dispose: ({ forget }) => forget(),
    });
  }

  /** Counts a new plan; `forget` is called when it has to go. One that is too large by itself goes at once. */
  add(variant: Variant<unknown>, plan: { size: number; forget(): void }): void {
    this.plans.set(variant, plan);
    if (!this.plans.has(variant)) plan.forget();
  }

  use(variant: Variant<unknown>): void {
    this.plans.get(variant);
  }

  remove(variant: Variant<unknown>): void {
    this.plans.delete(variant);
  }
}

/** The plans of one operation, each with what it assumed; the one used longest ago goes first. */
export class VariantCache<Value> {
  private variants: Variant<Value>[] = [];

  constructor(
    private readonly budget: PlanBudget,
    /** Characters of the document. */
    private readonly documentSize: number,
  ) {}

  /** The plan whose assumptions hold for the request, else the one that `plan` makes. */
  get(request: RequestInputs, plan: (inputs: PlanInputs) => Value): Value {
    const index = this.variants.findIndex(({ inputs }) => inputs.holdFor(request));
    const known = this.variants[index];
    if (known) {
      this.budget.use(known);
      if (index > 0) this.moveToFront(index, known);
      return known.value;
    }
    const inputs = new PlanInputs(request);
    const value = plan(inputs);
    inputs.release();
    this.keep({ inputs, value }, this.documentSize + JSON.stringify(request.variables).length);
    return value;
  }

  private keep(variant: Variant<Value>, size: number): void {
    const last = this.variants[maximumVariants - 1];
    if (last) this.budget.remove(last);
    this.variants.unshift(variant);
    const forget = () => {
      this.variants = this.variants.filter((other) => other !== variant);
    };
    this.budget.add(variant, { size, forget });
  }

  private moveToFront(index: number, variant: Variant<Value>): void {
    this.variants.splice(index, 1);
    this.variants.unshift(variant);
  }
}
