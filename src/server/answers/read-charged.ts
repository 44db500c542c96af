import { isUnserved } from "../../errors.js";
import { countObjects } from "../budgets/count-objects.js";
import type { BudgetHolder, Charge } from "./answer.js";

/** Who pays for an answer, what it can cost, and how long the database has worked on it. */
export interface Payment {
  budget: BudgetHolder | undefined;
  cost: number;
  work: { readonly milliseconds: number };
}

/**
 * Reads once a budget has what the answer can cost, and gives back what it did not cost; at once where it can.
 *
 * What failed has cost all that it could, unless the server could not serve it: how far it came is not known.
 *
 * @throws {GraphError} RATE_LIMITED when so much is not left.
 */
export function readCharged(
  payment: Payment,
  read: () => Buffer | Promise<Buffer>,
): Buffer | Promise<Buffer> {
  const charge = payment.budget?.take(payment.cost);
  if (charge === undefined) return read();
  if (charge instanceof Promise) return charge.then((taken) => settle(taken, payment, read()));
  return settle(charge, payment, read());
}

function settle(
  charge: Charge,
  { work }: Payment,
  bytes: Buffer | Promise<Buffer>,
): Buffer | Promise<Buffer> {
  const settleRead = (read: Buffer) => {
    charge.settle(countObjects(read), work.milliseconds);
    return read;
  };
  const settleFault = (error: unknown) => {
    charge.settle(isUnserved(error) ? 0 : Infinity, work.milliseconds);
    throw error;
  };
  return bytes instanceof Promise ? bytes.then(settleRead, settleFault) : settleRead(bytes);
}
