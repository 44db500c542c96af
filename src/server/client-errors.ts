import { type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ErrorCode, errorCodes } from "../errors.js";

/** Answers what Node's HTTP parser refuses before there is a request: no route, hook or log line sees it. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [code, message] = clientErrors[error.code ?? ""] ?? [
    "BAD_REQUEST",
    "The bytes received are not a valid HTTP/1.1 request.",
  ];
  if (socket.writable) socket.write(responseText(code, message));
  socket.destroySoon();
}

/**
 * Answers requests that Node would answer with nothing, or without a body.
 *
 * An expectation that is not known is not refused, which it need not be (RFC 9110, section 10.1.1).
 */
export function answerOddRequests(server: Server): void {
  server.on("connect", (_request, socket: Duplex) => {
    socket.on("error", () => undefined);
    socket.end(responseText("BAD_REQUEST", "CONNECT asks for a proxy, which this server is not."));
  });
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
}

const clientErrors: Record<string, [ErrorCode, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    "REQUEST_TIMEOUT",
    "The request did not arrive completely in time. Send it again.",
  ],
  HPE_HEADER_OVERFLOW: [
    "HEADERS_TOO_LARGE",
    "The request line and headers have more than 16384 bytes, the maximum. Send long documents by POST.",
  ],
};

function responseText(code: ErrorCode, message: string): string {
  const { status } = errorCodes[code];
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
}
