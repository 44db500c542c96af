import { InvalidArgumentError } from "commander";

/** A parser of an option's value: digits only, at most `maximum`. */
export function wholeNumber(maximum: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,15}$/.test(text) && Number(text) <= maximum) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from 0 to ${maximum}.`);
  };
}
