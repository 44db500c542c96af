import { serveBare } from "../bare-server.js";

/** Bytes by the operation's name, as JSON: `{"PostPage":12000}`. */
const sizes: Record<string, number> = JSON.parse(process.env.ANSWER_BYTES ?? "{}");

/** Starts like an answer, so that the load tool takes it for one. */
const answers = new Map(
  Object.entries(sizes).map(([name, size]) => [
    name,
    Buffer.from('{"data":"'.padEnd(size - 2, "x").concat('"}')),
  ]),
);

/** Found without parsing the body: what is measured is HTTP alone. */
const nameInBody = /^\{"operationName":"(\w+)"/;

serveBare((body) => {
  const [, name = ""] = nameInBody.exec(body.toString("latin1", 0, 100)) ?? [];
  return answers.get(name) ?? "";
});
