import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "@jest/globals";
import { type BuiltServer, runMainToItsEnd, startBuiltServer } from "../support/built-server.js";
import { describeEachDatabase, describeOn } from "../support/describe-each-database.js";

interface LogLine {
  msg: string;
  pid: number;
  worker?: number;
}

const environment = { WORKERS: "2", SEEDS: "none", LOG_LEVEL: "debug" };

let server: BuiltServer;

async function start(): Promise<void> {
  server = await startBuiltServer(environment);
}

function readLog(): LogLine[] {
  const lines = server.readOutput().split("\n");
  return lines.filter((line) => line.startsWith("{") && line.endsWith("}")).map((line) => JSON.parse(line));
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await setTimeout(20);
  }
}

const untilLogged = (isMeant: (line: LogLine) => boolean) => until(() => readLog().find(isMeant));

/** Each on a connection of its own. */
async function fetchStatus(): Promise<number> {
  return (await fetch(`${server.url}/healthz`, { headers: { connection: "close" } })).status;
}

const workersThatAnswered = () =>
  new Set(
    readLog()
      .filter(({ msg }) => msg === "request")
      .map(({ worker = 0 }) => worker),
  );

async function fetchUntilAnsweredBy(worker: number): Promise<void> {
  while (!workersThatAnswered().has(worker)) expect(await fetchStatus()).toBe(200);
}

const pidOf = async (worker: number) => (await untilLogged((line) => line.worker === worker)).pid;

/** Before it, node:cluster may still hand a connection to the worker that ends, where nothing answers it. */
const untilReplaced = (worker: number) =>
  untilLogged((line) => line.msg === "replacing a worker that has ended" && line.worker === worker);

afterEach(async () => {
  if (server?.child.exitCode === null && server.child.signalCode === null) await server.stop();
});

describeEachDatabase("WORKERS=2", () => {
  test("answers from two processes, one port and one database, and says once where", async () => {
    await start();
    await fetchUntilAnsweredBy(1);
    await fetchUntilAnsweredBy(2);
    const workers = readLog().filter(({ worker }) => worker !== undefined);
    expect(new Set(workers.map(({ worker, pid }) => `${worker} ${pid}`)).size).toBe(2);
    expect(workers.map(({ pid }) => pid)).not.toContain(server.child.pid);
    expect((await server.ask("{ posts { totalCount } }")).body).toEqual({
      data: { posts: { totalCount: 0 } },
    });
    expect(await server.stop()).toBe(0);
    expect(server.readOutput().match(/^listening on /gm)).toHaveLength(1);
  });

  test("replaces a worker that was killed, and answers meanwhile", async () => {
    await start();
    process.kill(await pidOf(1), "SIGKILL");
    await untilReplaced(1);
    await fetchUntilAnsweredBy(3);
    expect(await server.stop()).toBe(0);
  });
});

// From here on nothing asks which engine it is that the workers have opened.
describeOn("SQLite", "workers that end", () => {
  test("comes back on the same port after all workers were killed", async () => {
    await start();
    for (const worker of [1, 2]) process.kill(await pidOf(worker), "SIGKILL");
    for (const worker of [1, 2]) await untilReplaced(worker);
    while (workersThatAnswered().size < 2) await fetchStatus().catch(() => setTimeout(20));
    expect(Math.min(...workersThatAnswered())).toBeGreaterThan(2);
  });

  test("replaces a worker that was asked to stop, for only the primary ends the program", async () => {
    await start();
    process.kill(await pidOf(2), "SIGTERM");
    await untilReplaced(2);
    await fetchUntilAnsweredBy(3);
    expect(server.child.exitCode).toBeNull();
  });
});

describeOn("SQLite", "requests that run when a signal comes", () => {
  const body = JSON.stringify({ query: "{ __typename }" });

  /** A request whose headers the server has read and whose body is yet to come. */
  async function sendHeaders(): Promise<Socket> {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const lines = ["POST /graphql HTTP/1.1", "host: x", "content-type: application/json"];
    socket.write([...lines, `content-length: ${body.length}`, "expect: 100-continue", "", ""].join("\r\n"));
    const [answer] = await once(socket, "data");
    expect(String(answer)).toContain("100 Continue");
    return socket;
  }

  async function sendBody(socket: Socket): Promise<string> {
    socket.write(body);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer;
  }

  const startWithRequests = async () => {
    await start();
    return [await sendHeaders(), await sendHeaders()];
  };

  async function untilStopping(): Promise<void> {
    for (const process of [undefined, 1, 2]) {
      await untilLogged(({ msg, worker }) => msg === "stopping" && worker === process);
    }
  }

  test("are answered by both workers, and the program ends with 0", async () => {
    const requests = await startWithRequests();
    const closed = once(server.child, "close");
    server.child.kill("SIGTERM");
    await untilStopping();
    const answers = await Promise.all(requests.map(sendBody));
    for (const answer of answers) expect(answer).toContain('{"data":{"__typename":"Query"}}');
    expect(await closed).toEqual([0, null]);
  });

  test("are answered when the signal reaches every process, as a terminal sends it", async () => {
    const requests = await startWithRequests();
    const closed = once(server.child, "close");
    for (const worker of [1, 2]) process.kill(await pidOf(worker), "SIGINT");
    server.child.kill("SIGINT");
    await untilStopping();
    const answers = await Promise.all(requests.map(sendBody));
    for (const answer of answers) expect(answer).toContain('{"data":{"__typename":"Query"}}');
    expect(await closed).toEqual([0, null]);
  });

  test("are lost at a second signal, which ends every process", async () => {
    const requests = await startWithRequests();
    const lost = requests.map((socket) =>
      once(
        socket.on("error", () => {}),
        "close",
      ),
    );
    const closed = once(server.child, "close");
    server.child.kill("SIGTERM");
    await untilStopping();
    server.child.kill("SIGINT");
    // Workers hold the same output: it closes when they have ended too.
    expect(await closed).toEqual([130, null]);
    await Promise.all(lost);
  });

  test("end with the workers when the primary is killed", async () => {
    await start();
    const closed = once(server.child, "close");
    server.child.kill("SIGKILL");
    expect(await closed).toEqual([null, "SIGKILL"]);
    await expect(fetchStatus()).rejects.toThrow();
  });
});

describeOn("SQLite", "a start with workers that cannot succeed says why once and ends with 1:", () => {
  async function fail(faulty: NodeJS.ProcessEnv) {
    const folder = await mkdtemp(join(tmpdir(), "colloquy-workers-"));
    const DATABASE_URL = `sqlite:${join(folder, "content.sqlite")}`;
    const { code, stderr } = await runMainToItsEnd({
      DATABASE_URL,
      ...environment,
      LOG_LEVEL: "fatal",
      ...faulty,
    });
    await rm(folder, { recursive: true, force: true });
    expect(code).toBe(1);
    return stderr;
  }

  test("a port in use", async () => {
    await start();
    const { port } = new URL(server.url);
    expect(await fail({ PORT: port })).toBe(
      `Port ${port} on 127.0.0.1 is taken by another process. Stop that process, or set PORT to another port (0 picks a free one).\n`,
    );
  });

  test("a host of another machine", async () => {
    expect(await fail({ HOST: "192.0.2.1" })).toMatch(
      /^HOST 192\.0\.2\.1 is not an address of this machine\.[^\n]*\n$/,
    );
  });

  test("a database in memory", async () => {
    expect(await fail({ DATABASE_URL: "sqlite::memory:" })).toContain(
      "each worker would have a database of its own",
    );
  });

  test("workers that die as they start, again and again", async () => {
    const preload = "import c from 'node:cluster'; if (c.isWorker) process.kill(process.pid, 'SIGKILL')";
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(preload)}`;
    expect(await fail({ NODE_OPTIONS })).toMatch(
      /^Worker \d+ was ended by SIGKILL as it started, like those before it\.\n$/,
    );
  });
});
