import { HeaderMap } from "@apollo/server";

/** What an error says of the response that it is answered by; Apollo takes headers of its own class only. */
export interface ResponsePart {
  status: number;
  headers: HeaderMap;
}

export function responsePart(status: number, headers: Readonly<Record<string, string>> = {}): ResponsePart {
  return { status, headers: new HeaderMap(Object.entries(headers)) };
}
