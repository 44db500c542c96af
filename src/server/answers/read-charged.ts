import { isUnserved } from "../../errors.js";
import { countObjects } from "../budgets/count-objects.js";
import type { BudgetHolder, Charge } from "./answer.js";

/**
 * Reads once a budget has what the answer can cost, and gives back what it did not cost; at once where it can.
 *
 * What failed has cost what it was thought to, unless the server could not serve it: how far it came is not known.
 *
 * @throws {GraphError} RATE_LIMITED when so much is not left.
 */
export function readCharged(
  { budget, cost }: { budget: BudgetHolder | undefined; cost: number },
  read: () => Buffer | Promise<Buffer>,
): Buffer | Promise<Buffer> {
  const charge = budget?.take(cost);
  if (charge === undefined) return read();
  return charge instanceof Promise ? charge.then((taken) => settle(taken, read())) : settle(charge, read());
}

function settle(charge: Charge, bytes: Buffer | Promise<Buffer>): Buffer | Promise<Buffer> {
  if (bytes instanceof Promise) return bytes.then((read) => settle(charge, read), settleFault(charge));
  charge.settle(countObjects(bytes));
  return bytes;
}

function settleFault(charge: Charge): (error: unknown) => never {
  return (error) => {
    if (isUnserved(error)) charge.settle(0);
    throw error;
  };
}
