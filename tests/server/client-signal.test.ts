import { getMaxListeners } from "node:events";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { ClientGoneError, createSharedController, signalOfClient } from "../../src/server/client-signal.js";

function respond(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

describe("the signal of a client", () => {
  test("aborts when the client goes, before the answer or during it", () => {
    const response = respond();
    const signal = signalOfClient(response);
    expect(signal.aborted).toBe(false);
    response.emit("close");
    expect(signal.reason).toBeInstanceOf(ClientGoneError);
  });

  test("is aborted when the client has gone already", () => {
    const response = respond();
    response.destroy();
    expect(signalOfClient(response).aborted).toBe(true);
  });

  test("does not abort when the answer was sent whole", () => {
    const response = respond();
    const signal = signalOfClient(response);
    Object.defineProperty(response, "writableFinished", { value: true });
    response.emit("close");
    expect(signal.aborted).toBe(false);
  });

  test("may be listened to by all statements of a request", () => {
    for (const { signal } of [{ signal: signalOfClient(respond()) }, createSharedController()])
      expect(getMaxListeners(signal)).toBe(Number.POSITIVE_INFINITY);
  });
});
