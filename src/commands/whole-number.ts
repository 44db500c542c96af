import { InvalidArgumentError } from "commander";

/** A parser of an option's value: digits only, from `minimum` to `maximum`. */
export function wholeNumber(maximum: number, minimum = 0): (text: string) => number {
  return (text) => {
    const parsed = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (parsed >= minimum && parsed <= maximum) return parsed;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}
