import type { ArgumentPlace } from "./argument-places.js";
import { type HostileRequest, toRequest } from "./hostile-request.js";
import { hostileTexts, hostileValues, longText, tooLongText } from "./hostile-texts.js";

/** Of all texts and values each place gets one in so many; the places of one scalar together get them all. */
const share = 4;

/** Hostile texts and values in the place of the schema that is the nth. */
export function* listValuesIn(place: ArgumentPlace, ordinal: number): Generator<HostileRequest> {
  const values = Object.entries({ ...hostileTexts, ...hostileValues, "long text": longText });
  for (const [index, [title, value]] of values.entries()) {
    if ((index + ordinal) % share === 0) yield toAsked(place, title, value);
  }
}

/** A text in one place of the schema with which the body is longer than it may be. */
export function toOversize(place: ArgumentPlace): HostileRequest {
  return toAsked(place, "1 MB of text", tooLongText);
}

function toAsked({ name, document, isList }: ArgumentPlace, title: string, value: unknown): HostileRequest {
  return toRequest(`${title} in ${name}`, {
    query: document,
    variables: { value: isList ? [value] : value },
  });
}
