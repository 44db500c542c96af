import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { usualArrivalMilliseconds } from "../../src/server/closing.js";
import { type SignalledProcess, stopOnSignals } from "../../src/server/shutdown.js";
import { post, sendRaw } from "./support/requests.js";
import { startTestServer } from "./support/start-test-server.js";

const script = fileURLToPath(new URL("support/serve-library.mjs", import.meta.url));

describe("a process of its own (built by `npm run build`)", () => {
  let child: ChildProcess;
  let printed: string;
  let logged: string;
  afterEach(() => {
    child.kill("SIGKILL");
  });

  /** Starts the process and waits for the line by which a person knows that it is ready. */
  async function start(environment: Record<string, string> = {}): Promise<string> {
    child = fork(script, { stdio: "pipe", execArgv: [], env: { ...process.env, ...environment } });
    printed = "";
    logged = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      logged += chunk;
    });
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(printed)?.[1];
    if (url === undefined) throw new Error(`The server did not start: ${printed}${logged}`);
    return url;
  }

  async function startWithRequest() {
    const url = await start();
    const answer = post(url, { query: "{ slow }" });
    await once(child, "message");
    return { url, answer };
  }

  async function untilRefused(url: string): Promise<void> {
    while (await fetch(`${url}/healthz`, { headers: { connection: "close" } }).catch(() => undefined));
  }

  test("prints nothing on standard output but the line it promises; its log goes to standard error", async () => {
    await start();
    child.kill("SIGTERM");
    await once(child, "close");
    expect(printed).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\nclosed\n$/);
    for (const line of logged.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s lets a running request finish, then exits with 0",
    async (signal) => {
      const { url, answer } = await startWithRequest();
      child.kill(signal);
      await untilRefused(url);
      expect(printed).not.toContain("closed");
      child.send("finished after the signal");
      const { status, body, headers } = await answer;
      expect([status, body]).toEqual([200, { data: { slow: "finished after the signal" } }]);
      expect(headers.get("connection")).toBe("close");
      expect(await once(child, "close")).toEqual([0, null]);
      expect(printed).toContain("closed\n");
    },
  );

  test("connections on which nothing runs are let go soon", async () => {
    const url = await start();
    const silent = sendRaw(url, "");
    await fetch(`${url}/healthz`);
    child.kill("SIGTERM");
    // Node would keep it until it is due for an answer of 408.
    expect(await silent).toBe("");
    expect(await once(child, "close")).toEqual([0, null]);
    expect(logged).not.toContain("ending requests that still run");
  });

  test("a second signal exits at once", async () => {
    const { url, answer } = await startWithRequest();
    const lost = expect(answer).rejects.toThrow();
    child.kill("SIGTERM");
    await untilRefused(url);
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    await lost;
  });

  test("a request that outlasts the grace period does not keep the process", async () => {
    const url = await start({ GRACE_MILLISECONDS: "100" });
    const lost = expect(post(url, { query: "{ slow }" })).rejects.toThrow();
    await once(child, "message");
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
    await lost;
    expect(logged).toContain("ending requests that still run");
  });
});

describe("a request that its client has sent but the server has not read when closing begins is answered", () => {
  const request = [
    "POST /graphql HTTP/1.1",
    "host: x",
    "content-type: application/json",
    "content-length: 21",
    "",
    '{"query":"{ hello }"}',
  ].join("\r\n");

  const arrivalMilliseconds = usualArrivalMilliseconds;

  test("on connections that are new", async () => {
    const { app, url } = await startTestServer({ arrivalMilliseconds });
    const accepted = once(app.server, "connection");
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    await Promise.all([once(socket, "connect"), accepted]);
    expect(await closeAfterSending(app, socket)).toContain('{"data":{"hello":"Hello, world"}}');
  });

  test("on connections that were kept open", async () => {
    const { app, url } = await startTestServer({ arrivalMilliseconds });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(request);
    await once(socket, "data");
    expect(await closeAfterSending(app, socket)).toContain('{"data":{"hello":"Hello, world"}}');
  });

  test("on many connections at once, accepted or not", async () => {
    const { app, url } = await startTestServer({ logLevel: "silent", arrivalMilliseconds });
    const sockets = Array.from({ length: 200 }, () => connect(Number(new URL(url).port), "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const answers = await Promise.all(sockets.map((socket) => closeAfterSending(app, socket)));
    expect(answers.filter((answer) => answer.startsWith("HTTP/1.1 200 OK"))).toHaveLength(200);
  });

  /** Client and server share one event loop: what is sent here cannot be read before closing has begun. */
  async function closeAfterSending(app: FastifyInstance, socket: Socket): Promise<string> {
    const answer = text(socket);
    socket.write(request);
    await app.close();
    return await answer;
  }
});

describe("the exit code", () => {
  async function exitCodeOf(close: () => Promise<void>): Promise<number> {
    const { app } = await startTestServer({ logLevel: "silent" });
    const target = new EventEmitter();
    return new Promise((exit) => {
      stopOnSignals({ app, close }, Object.assign(target, { exit }) satisfies SignalledProcess);
      target.emit("SIGTERM");
    });
  }

  test("is 0 when everything closed", async () => {
    expect(await exitCodeOf(async () => {})).toBe(0);
  });

  test("is 1 when something could not be closed", async () => {
    expect(await exitCodeOf(() => Promise.reject(new Error("The disk is full.")))).toBe(1);
  });
});
