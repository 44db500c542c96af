import type { StatementReader } from "../database/reading/statement-reader.js";
import type { RootAnswer } from "./operation-plan.js";
import { RequestInputs } from "./plan-inputs.js";
import type { PreparedOperation } from "./planner.js";
import type { ReadRequest } from "./read-request.js";
import { RootStatement } from "./root-statement.js";

/** Answers planned operations with the JSON that the database wrote, not parsed on the way. */
export class TextExit {
  constructor(private readonly reader: StatementReader) {}

  /** The whole response, `{"data":{…}}` in UTF-8; at once where the database can. */
  read({ plan, variables }: PreparedOperation, request: ReadRequest): Buffer | Promise<Buffer> {
    const inputs = new RequestInputs(variables, request);
    const values = plan.roots.map((root) => this.readRoot(root, inputs, request));
    if (values.some((value) => value instanceof Promise)) {
      return Promise.all(values).then((read) => renderResponse(plan.roots, read));
    }
    return renderResponse(plan.roots, values as (Buffer | null)[]);
  }

  private readRoot(root: RootAnswer, inputs: RequestInputs, request: ReadRequest) {
    if (root instanceof RootStatement) return request.run(this.reader, root, inputs);
    return Buffer.from(JSON.stringify(root.typeName));
  }
}

const nothing = Buffer.from("null");

function renderResponse(roots: readonly RootAnswer[], values: readonly (Buffer | null)[]): Buffer {
  const parts = roots.flatMap(({ key }, index) => [
    Buffer.from(`${index === 0 ? '{"data":{' : ","}${JSON.stringify(key)}:`),
    values[index] ?? nothing,
  ]);
  return Buffer.concat([...parts, Buffer.from(roots.length === 0 ? '{"data":{}}' : "}}")]);
}
